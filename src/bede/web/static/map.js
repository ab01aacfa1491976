// Circles on places: filled where the place is a point or a district, dashed rings for provinces and countries.
(() => {
  "use strict";
  const world = () => drawing.data("/static/vendor/countries-110m.json");

  async function draw(canvas, found, { width, figure }) {
    const places = (found.places ?? []).filter((place) => place.lat !== null && place.lon !== null);
    const land = await world();
    if (!canvas.isConnected || canvas.querySelector("svg")) return;
    const height = Math.round(width * (figure.dataset.tall ? 0.52 : 0.62));
    const shapes = topojson.feature(land, land.objects.countries);
    const borders = topojson.mesh(land, land.objects.countries, (one, other) => one !== other);
    const points = { type: "MultiPoint", coordinates: places.map((place) => [place.lon, place.lat]) };
    const all = { type: "Sphere" };
    const near = places.length > 1 && !figure.dataset.tall ? points : all;
    const projection = d3.geoEqualEarth();
    if (near === points) {
      const middle = d3.geoCentroid(points);
      projection.rotate([-middle[0], 0]);
      projection.fitExtent([[36, 36], [width - 36, height - 36]], points);
      const whole = d3.geoEqualEarth().fitExtent([[2, 2], [width - 2, height - 2]], all).scale();
      if (projection.scale() < whole * 1.3) projection.fitExtent([[2, 2], [width - 2, height - 2]], all);
      else if (projection.scale() > whole * 6) {
        projection.scale(whole * 6);
        const [x, y] = projection(middle);
        const [left, top] = projection.translate();
        projection.translate([left + width / 2 - x, top + height / 2 - y]);
      }
    } else projection.fitExtent([[2, 2], [width - 2, height - 2]], all);
    const path = d3.geoPath(projection);
    const svg = d3.select(canvas).append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("width", width).attr("height", height).attr("class", "map-drawing");
    svg.append("rect").attr("class", "water").attr("width", width).attr("height", height);
    const scene = svg.append("g");
    scene.append("path").attr("class", "land").attr("d", path(shapes));
    scene.append("path").attr("class", "borders").attr("d", path(borders));
    const most = d3.max(places, (place) => place.events) ?? 1;
    const size = d3.scaleSqrt().domain([0, most]).range([2.5, Math.max(12, width / 34)]);
    const since = figure.dataset.query ?? "";
    const marks = scene.append("g").selectAll("a").data(d3.sort(places, (place) => -place.events)).join("a")
      .attr("href", (place) => `/events?place=${encodeURIComponent(place.key ?? place.name)}${since}`)
      .attr("aria-label", (place) => `${place.name}: ${place.events} events`)
      .attr("class", (place) => `place-mark p${place.precision}`);
    marks.append("circle").attr("cx", (place) => projection([place.lon, place.lat])[0]).attr("cy", (place) => projection([place.lon, place.lat])[1]).attr("r", (place) => size(place.events));
    drawing.telling(marks, (place) => [place.name, `${place.events} event${place.events === 1 ? "" : "s"}`, ["", "a point", "a district", "a province", "a country"][place.precision]]);
    svg.call(d3.zoom().scaleExtent([1, 12]).translateExtent([[0, 0], [width, height]])
      .filter((event) => !event.ctrlKey === (event.type !== "wheel") && !event.button)
      .on("zoom", ({ transform }) => {
        scene.attr("transform", transform);
        marks.select("circle").attr("r", (place) => size(place.events) / Math.sqrt(transform.k));
      }));
  }
  drawing.add("map", draw);
})();
