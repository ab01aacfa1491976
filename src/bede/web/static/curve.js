// Mean intensity over time, a line a curve, told apart by colour and by dashes.
"use strict";
drawing.add("curve", (canvas, found, { width }) => {
  const points = found.curves.flatMap((curve) => curve.points
    .filter((point) => point.intensity !== null && point.cooperation + point.conflict >= 0.4)
    .map((point) => ({ ...point, name: curve.name, day: new Date(`${point.start}T00:00Z`) })));
  if (points.length < 2) {
    canvas.textContent = "Too few events with a day for a curve.";
    return;
  }
  const styles = getComputedStyle(document.documentElement);
  const colour = (name) => styles.getPropertyValue(`--${name}`).trim();
  const names = found.curves.map((curve) => curve.name);
  const colours = [colour("ink"), colour("actor"), colour("recipient")];
  const dashes = [null, "6 3", "2 3"];
  const plot = Plot.plot({
    className: "plot",
    width,
    height: 210,
    marginLeft: 34,
    marginRight: 20,
    r: { type: "identity" },
    x: { type: "utc", label: null },
    y: { domain: [-10, 10], label: null, ticks: [-10, -5, 0, 5, 10], grid: true },
    marks: [
      Plot.ruleY([0], { stroke: colour("strong-rule") }),
      ...names.map((name, number) => Plot.lineY(points.filter((point) => point.name === name), {
        x: "day", y: "intensity", stroke: colours[number % 3], strokeDasharray: dashes[number % 3], strokeWidth: 1.4,
      })),
      Plot.dot(points, { x: "day", y: "intensity", stroke: (point) => colours[names.indexOf(point.name) % 3], r: (point) => 1.5 + Math.sqrt(point.cooperation + point.conflict) * 0.8, fill: colour("paper") }),
    ],
  });
  for (const group of plot.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
  const legend = document.createElement("p");
  legend.className = "note lines";
  names.forEach((name, number) => {
    const one = document.createElement("span");
    one.className = `line-${number % 3}`;
    one.textContent = name;
    legend.append(one, " ");
  });
  canvas.append(legend, plot);
});
