// Events over time under the map: days that are dragged over become the days of the address.
"use strict";
drawing.add("brush", (canvas, found, { width, figure }) => {
  const points = found.series.points.map((point) => ({ ...point, day: new Date(`${point.start}T00:00Z`) }));
  figure.hidden = !points.some((point) => point.cooperation + point.conflict) && !figure.dataset.since && !figure.dataset.until;
  if (!points.length || figure.hidden) return;
  const height = 84;
  const length = { day: 1, week: 7, month: 30 }[found.series.step] * 864e5;
  const x = d3.scaleUtc().domain([points[0].day, new Date(+points.at(-1).day + length)]).range([6, width - 6]);
  const y = d3.scaleLinear().domain([0, d3.max(points, (point) => point.cooperation + point.conflict) || 1]).range([height - 20, 4]);
  const svg = d3.select(canvas).append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("width", width).attr("height", height);
  const wide = Math.max(1, x(new Date(+points[0].day + length)) - x(points[0].day) - 0.7);
  for (const [name, base] of [["conflict", () => 0], ["cooperation", (point) => point.conflict]]) {
    svg.append("g").attr("class", `bars ${name}`).selectAll("rect").data(points).join("rect")
      .attr("x", (point) => x(point.day)).attr("width", wide)
      .attr("y", (point) => y(base(point) + point[name])).attr("height", (point) => Math.max(0, y(base(point)) - y(base(point) + point[name])));
  }
  svg.append("g").attr("class", "axis").attr("transform", `translate(0 ${height - 20})`).call(d3.axisBottom(x).ticks(Math.max(3, Math.floor(width / 110))).tickSizeOuter(0));
  const iso = d3.utcFormat("%Y-%m-%d");
  const go = (since, until) => {
    const given = new URLSearchParams(JSON.parse(figure.dataset.rest));
    if (since) given.set("since", since);
    if (until) given.set("until", until);
    location.assign(`${figure.dataset.page}?${given}`);
  };
  const brush = d3.brushX().extent([[6, 2], [width - 6, height - 20]]).on("end", (event) => {
    if (!event.sourceEvent) return;
    if (!event.selection) { if (figure.dataset.since || figure.dataset.until) go(); return; }
    const [from, to] = event.selection.map(x.invert);
    go(iso(from), iso(new Date(+to - 1)));
  });
  const layer = svg.append("g").attr("class", "brush").call(brush);
  if (figure.dataset.since || figure.dataset.until) {
    const part = (text, end) => {
      if (!text) return null;
      const day = new Date(`${text}${text.length === 4 ? "-01-01" : text.length === 7 ? "-01" : ""}T00:00Z`);
      if (!end) return day;
      return text.length === 4 ? d3.utcYear.offset(day) : text.length === 7 ? d3.utcMonth.offset(day) : d3.utcDay.offset(day);
    };
    const chosen = [part(figure.dataset.since, false) ?? x.domain()[0], part(figure.dataset.until, true) ?? x.domain()[1]].map((day) => Math.max(6, Math.min(width - 6, x(day))));
    layer.call(brush.move, chosen);
  }
});
