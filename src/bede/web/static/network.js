// Who acts with whom: an edge a pair, as wide as it has events, in the colour of what prevails; dashed where that is conflict.
"use strict";
drawing.add("network", (canvas, found, { width }) => {
  const pairs = (found.pairs ?? []).filter((pair) => pair.actor !== pair.recipient);
  if (!pairs.length) {
    canvas.textContent = "No pairs.";
    return;
  }
  const edges = d3.rollups(pairs, (all) => ({
    events: d3.sum(all, (pair) => pair.events),
    cooperation: d3.sum(all, (pair) => pair.cooperation),
    conflict: d3.sum(all, (pair) => pair.conflict),
    first: all[0],
  }), (pair) => [pair.actor, pair.recipient].sort().join("\u001f")).map(([key, told]) => ({ ...told, source: key.split("\u001f")[0], target: key.split("\u001f")[1] }));
  const names = new Map(pairs.flatMap((pair) => [[pair.actor, pair.actor_name], [pair.recipient, pair.recipient_name]]));
  const total = d3.rollup(edges.flatMap((edge) => [[edge.source, edge.events], [edge.target, edge.events]]), (all) => d3.sum(all, (one) => one[1]), (one) => one[0]);
  const nodes = [...names].map(([id, name]) => ({ id, name, events: total.get(id) ?? 0 }));
  const height = Math.max(300, Math.min(560, width * 0.78));
  const most = d3.max(edges, (edge) => edge.events);
  const size = d3.scaleSqrt().domain([0, d3.max(nodes, (node) => node.events)]).range([3, 15]);
  const simulation = d3.forceSimulation(nodes)
    .randomSource(d3.randomLcg(7))
    .force("link", d3.forceLink(edges).id((node) => node.id).distance((edge) => 130 - 60 * (edge.events / most)).strength(0.5))
    .force("charge", d3.forceManyBody().strength(-320))
    .force("x", d3.forceX(width / 2).strength(0.07 * (height / width)))
    .force("y", d3.forceY(height / 2).strength(0.1))
    .force("collide", d3.forceCollide((node) => size(node.events) + 12))
    .stop();
  simulation.tick(300);
  const short = (name) => (name.length > 24 ? `${name.slice(0, 23)}…` : name);
  fill(nodes, { width, height, aside: Math.min(110, width * 0.22) });
  const label = labels(nodes, { width, size: (node) => size(node.events), wide: (node) => short(node.name).length * 6.9 });
  const svg = d3.select(canvas).append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("width", width).attr("height", height).attr("class", "network-drawing");
  const lines = svg.append("g").selectAll("a").data(edges).join("a")
    .attr("href", (edge) => `/dyad?a=${encodeURIComponent(edge.source.id)}&b=${encodeURIComponent(edge.target.id)}`)
    .attr("aria-label", (edge) => `${edge.source.name} and ${edge.target.name}: ${edge.events} events`)
    .attr("class", (edge) => `edge ${edge.conflict > edge.cooperation ? "conflict" : "cooperation"}`);
  lines.append("line").attr("class", "reach").attr("x1", (edge) => edge.source.x).attr("y1", (edge) => edge.source.y).attr("x2", (edge) => edge.target.x).attr("y2", (edge) => edge.target.y);
  lines.append("line").attr("x1", (edge) => edge.source.x).attr("y1", (edge) => edge.source.y).attr("x2", (edge) => edge.target.x).attr("y2", (edge) => edge.target.y)
    .attr("stroke-width", (edge) => 1 + 6 * Math.sqrt(edge.events / most));
  drawing.telling(lines, (edge) => [`${edge.source.name} and ${edge.target.name}`, `${edge.events} events: ${edge.cooperation} cooperation, ${edge.conflict} conflict`]);
  const marks = svg.append("g").selectAll("a").data(nodes).join("a")
    .attr("href", (node) => `/actor?key=${encodeURIComponent(node.id)}`).attr("class", "node")
    .attr("transform", (node) => `translate(${node.x} ${node.y})`);
  marks.append("circle").attr("r", (node) => size(node.events));
  marks.append("text").attr("x", (node) => label.get(node).x).attr("y", (node) => label.get(node).y).attr("text-anchor", (node) => label.get(node).anchor).text((node) => short(node.name));

  // Stretches the nodes over the whole drawing, with room beside it for names.
  function fill(all, { width, height, aside }) {
    const stretch = (key, low, high) => {
      const [first, last] = d3.extent(all, (node) => node[key]);
      const by = Math.min((high - low) / Math.max(last - first, 1), 2.5);
      const middle = (low + high) / 2;
      for (const node of all) node[key] = middle + (node[key] - (first + last) / 2) * by;
    };
    stretch("x", aside / 2, width - aside);
    stretch("y", 22, height - 22);
  }

  // Where each name stands: beside, over or under its node, where it covers least of the others.
  function labels(all, { width, size, wide }) {
    const taken = all.map((node) => ({ node, left: node.x - size(node), right: node.x + size(node), top: node.y - size(node), bottom: node.y + size(node) }));
    const found = new Map();
    for (const node of d3.sort(all, (one) => -one.events)) {
      const far = size(node) + 3;
      const places = [
        { x: far, y: 4, anchor: "start", left: node.x + far, top: node.y - 8 },
        { x: -far, y: 4, anchor: "end", left: node.x - far - wide(node), top: node.y - 8 },
        { x: 0, y: -far - 2, anchor: "middle", left: node.x - wide(node) / 2, top: node.y - far - 14 },
        { x: 0, y: far + 10, anchor: "middle", left: node.x - wide(node) / 2, top: node.y + far },
      ].map((place, order) => {
        const box = { node, left: place.left, right: place.left + wide(node), top: place.top, bottom: place.top + 15 };
        const covered = d3.sum(taken, (other) => (other.node === node ? 0 : Math.max(0, Math.min(box.right, other.right) - Math.max(box.left, other.left)) * Math.max(0, Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top))));
        const outside = Math.max(0, -box.left) + Math.max(0, box.right - width);
        return { ...place, box, cost: covered + 40 * outside + order };
      });
      const best = d3.least(places, (place) => place.cost);
      found.set(node, best);
      taken.push(best.box);
    }
    return found;
  }
});
