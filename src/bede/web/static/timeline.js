// A story's events by day and type: a bar for the days on which each can have been, a dot where they are known, planned ones dashed.
"use strict";
drawing.add("timeline", (canvas, found, { width }) => {
  const parse = d3.utcParse("%Y-%m-%d");
  const day = 864e5;
  const events = found.drawn
    .map((event) => {
      const last = parse((event.latest ?? event.earliest ?? "").slice(0, 10));
      const first = parse((event.earliest ?? event.latest ?? "").slice(0, 10));
      return { ...event, first, last };
    })
    .filter((event) => event.first && event.last);
  if (!events.length) {
    canvas.textContent = "None of its events has a day.";
    return;
  }
  const acts = d3.groups(events, (event) => event.act)
    .sort((one, other) => d3.ascending(one[1][0].quad, other[1][0].quad) || d3.ascending(one[0], other[0]))
    .map(([act]) => act);
  const left = Math.min(104, width * 0.22);
  const inner = width - left - 14;
  const ends = d3.extent(events.flatMap((event) => [event.first, event.last]));
  // Of long stretches only the last year and a half is to scale: what is said to have begun long before is cut with a sign.
  const sorted = events.map((event) => +event.first).sort(d3.ascending);
  const from = Math.max(+ends[0], d3.quantile(sorted, 0.04) - 20 * day);
  const x = d3.scaleUtc().domain([new Date(from - 2 * day), new Date(+ends[1] + 3 * day)]).range([left, left + inner]).clamp(true);
  const size = (event) => 3.4 + Math.min(5, Math.sqrt(event.reports));
  // Events of a type that would lie on one another stand in rows.
  const lanes = new Map();
  let top = 8;
  for (const act of acts) {
    const rows = [];
    for (const event of events.filter((one) => one.act === act).sort((one, other) => one.last - other.last)) {
      const begin = Math.min(x(event.first), x(event.last) - size(event)) - 2;
      const end = x(event.last) + size(event) + 2;
      let row = rows.findIndex((taken) => taken < begin);
      if (row < 0 && rows.length < 9) row = rows.push(0) - 1;
      if (row < 0) row = rows.indexOf(Math.min(...rows));
      rows[row] = end;
      event.row = row;
    }
    const height = Math.max(1, rows.length) * 13 + 9;
    lanes.set(act, { top, height, quad: events.find((event) => event.act === act).quad });
    top += height;
  }
  const height = top + 26;
  const svg = d3.select(canvas).append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("width", width).attr("height", height).attr("class", "timeline-drawing");
  svg.append("g").selectAll("rect").data([...lanes]).join("rect")
    .attr("x", 0).attr("width", width).attr("y", ([, lane]) => lane.top).attr("height", ([, lane]) => lane.height)
    .attr("class", (_, number) => (number % 2 ? "lane odd" : "lane"));
  svg.append("g").selectAll("text").data([...lanes]).join("text")
    .attr("x", 4).attr("y", ([, lane]) => lane.top + 15).attr("class", ([, lane]) => `lane-name ${drawing.side(lane.quad)}`)
    .text(([act]) => (width < 520 ? act.slice(0, 9) : act));
  svg.append("g").attr("class", "axis").attr("transform", `translate(0 ${top})`)
    .call(d3.axisBottom(x).ticks(Math.max(3, Math.floor(inner / 110))).tickSizeInner(5).tickSizeOuter(0));
  svg.append("g").attr("class", "grid").selectAll("line").data(x.ticks(Math.max(3, Math.floor(inner / 110)))).join("line")
    .attr("x1", x).attr("x2", x).attr("y1", 4).attr("y2", top);
  const y = (event) => lanes.get(event.act).top + 10 + event.row * 13;
  const links = svg.append("g").selectAll("a").data(events).join("a")
    .attr("href", (event) => `/events/${event.id}`)
    .attr("aria-label", (event) => `${event.days}: ${event.headline}`)
    .attr("class", (event) => `mark ${drawing.side(event.quad)} ${event.status}${event.known ? "" : " by"}`);
  links.filter((event) => x(event.last) - x(event.first) > 1).append("line")
    .attr("x1", (event) => x(event.first)).attr("x2", (event) => x(event.last)).attr("y1", y).attr("y2", y);
  links.append("path")
    .attr("transform", (event) => `translate(${event.known && event.first < event.last ? (x(event.first) + x(event.last)) / 2 : x(event.last)} ${y(event)})`)
    .attr("d", (event) => d3.symbol(event.quad <= 2 ? d3.symbolCircle : d3.symbolDiamond2, (size(event) ** 2) * 2.2)());
  drawing.telling(links, (event) => [event.headline, `${event.days} · ${event.code}${event.status === "actual" ? "" : ` · ${event.status}`}`, `${event.reports} report${event.reports === 1 ? "" : "s"}`]);
});
