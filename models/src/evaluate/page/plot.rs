//! Small plots as inline SVG, in the page's own colours.

use maud::{Markup, html};

/// Size of the drawing, and of the margins around the plot; in the drawing's own units.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 262.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 44.0;
/// Colours of the page's palette.
const COLOURS: usize = 8;

/// Values from `low` at the bottom to `high` at the top.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    pub low: f64,
    pub high: f64,
}

/// A name, a colour, and one value a group.
pub type Series = (String, usize, Vec<Option<f64>>);

/// A named line through points of (x, y); a dashed one is what was asked or published.
pub struct Curve {
    pub label: String,
    pub points: Vec<(f64, f64)>,
    pub dashed: bool,
    pub colour: usize,
}

impl Range {
    fn height(self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        HEIGHT - BOTTOM - share.clamp(0.0, 1.0) * (HEIGHT - TOP - BOTTOM)
    }
}

/// Bars in groups, one colour a series, with a mark across each group where `marks` has a value.
pub fn bars(
    title: &str,
    groups: &[String],
    series: &[Series],
    range: Range,
    marks: &[Option<f64>],
    mark_label: &str,
) -> Markup {
    let slot = (WIDTH - LEFT - RIGHT) / groups.len().max(1) as f64;
    let bar = (slot * 0.78 / series.len().max(1) as f64).min(40.0);
    let start = |group: usize| LEFT + slot * (group as f64 + 0.5) - bar * series.len() as f64 / 2.0;
    frame(
        title,
        html! {
            (grid(range))
            @for (group, name) in groups.iter().enumerate() {
                @for (index, (label, colour, values)) in series.iter().enumerate() {
                    @if let Some(value) = values.get(group).copied().flatten() {
                        @let y = range.height(value);
                        rect class=(format!("bar c{}", colour % COLOURS))
                            x=(num(start(group) + bar * index as f64 + 0.5)) y=(num(y))
                            width=(num(bar - 1.0)) height=(num(HEIGHT - BOTTOM - y)) rx="2" {
                            title { (label) ", " (name) ": " (format!("{value:.3}")) }
                        }
                    }
                }
                @if let Some(mark) = marks.get(group).copied().flatten() {
                    @let y = num(range.height(mark));
                    line class="mark" x1=(num(start(group) - 4.0)) x2=(num(start(group) + bar * series.len() as f64 + 4.0)) y1=(y) y2=(y) {
                        title { (mark_label) ": " (format!("{mark:.3}")) }
                    }
                }
                text class="label" x=(num(LEFT + slot * (group as f64 + 0.5))) y=(num(HEIGHT - BOTTOM + 18.0)) text-anchor="middle" { (name) }
            }
        },
        html! {
            @for (label, colour, _) in series { (key(label, colour % COLOURS, false)) }
            @if marks.iter().any(Option::is_some) { (key(mark_label, COLOURS, true)) }
        },
    )
}

/// Lines over a common axis.
pub fn lines(title: &str, curves: &[Curve], x: (f64, f64), x_label: &str, range: Range) -> Markup {
    let place = |value: f64| {
        let share = ((value - x.0) / (x.1 - x.0).max(1e-9)).clamp(0.0, 1.0);
        LEFT + share * (WIDTH - LEFT - RIGHT)
    };
    let path = |curve: &Curve| {
        let points = curve
            .points
            .iter()
            .filter(|p| p.0.is_finite() && p.1.is_finite());
        let points = points.map(|p| format!("{},{}", num(place(p.0)), num(range.height(p.1))));
        points.collect::<Vec<_>>().join(" ")
    };
    frame(
        title,
        html! {
            (grid(range))
            @for value in ticks(x) {
                text class="label" x=(num(place(value))) y=(num(HEIGHT - BOTTOM + 16.0)) text-anchor="middle" { (short(value)) }
            }
            text class="unit" x=(num((LEFT + WIDTH - RIGHT) / 2.0)) y=(num(HEIGHT - 6.0)) text-anchor="middle" { (x_label) }
            @for curve in curves {
                polyline class=(format!("line {}{}", class(curve.colour), if curve.dashed { " dashed" } else { "" })) points=(path(curve)) {}
            }
        },
        html! {
            @for curve in curves { @if !curve.label.is_empty() { (key(&curve.label, curve.colour, curve.dashed)) } }
        },
    )
}

/// Dots in rows, one a series: where single values lie.
pub fn dots(
    title: &str,
    rows: &[(String, usize, Vec<f64>)],
    x: (f64, f64),
    band: (f64, f64),
    x_label: &str,
) -> Markup {
    let place = |value: f64| {
        let share = ((value - x.0) / (x.1 - x.0)).clamp(0.0, 1.0);
        LEFT + share * (WIDTH - LEFT - RIGHT)
    };
    let slot = (HEIGHT - TOP - BOTTOM) / rows.len().max(1) as f64;
    frame(
        title,
        html! {
            rect class="band" x=(num(place(band.0))) y=(num(TOP)) width=(num(place(band.1) - place(band.0))) height=(num(HEIGHT - TOP - BOTTOM)) {}
            @for value in ticks(x) {
                line class="grid" x1=(num(place(value))) x2=(num(place(value))) y1=(num(TOP)) y2=(num(HEIGHT - BOTTOM)) {}
                text class="label" x=(num(place(value))) y=(num(HEIGHT - BOTTOM + 16.0)) text-anchor="middle" { (short(value)) }
            }
            text class="unit" x=(num((LEFT + WIDTH - RIGHT) / 2.0)) y=(num(HEIGHT - 6.0)) text-anchor="middle" { (x_label) }
            @for (index, (label, colour, values)) in rows.iter().enumerate() {
                @for (n, value) in values.iter().enumerate() {
                    // Spread over the row by a fixed irregular step, so that equal values stay visible.
                    @let wobble = (n as f64 * 0.618).fract() - 0.5;
                    circle class=(format!("dot c{}", colour % COLOURS)) cx=(num(place(*value)))
                        cy=(num(TOP + slot * (index as f64 + 0.5) + wobble * slot * 0.6)) r="3" {
                        title { (label) ": " (format!("{value:.2}")) }
                    }
                }
            }
        },
        html! { @for (label, colour, _) in rows { (key(label, colour % COLOURS, false)) } },
    )
}

/// Round values within a range, three to seven of them.
fn ticks((low, high): (f64, f64)) -> Vec<f64> {
    let rough = ((high - low) / 6.0).max(1e-9);
    let magnitude = 10f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0].map(|m| m * magnitude);
    let step = steps.into_iter().find(|step| *step >= rough * 0.999);
    let step = step.unwrap_or(10.0 * magnitude);
    let first = (low / step - 1e-6).ceil() as i64;
    let last = (high / step + 1e-6).floor() as i64;
    (first..=last).map(|n| n as f64 * step).collect()
}

fn frame(title: &str, drawing: Markup, legend: Markup) -> Markup {
    html! {
        figure class="plot" {
            figcaption { (title) }
            svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(title) { (drawing) }
            p class="legend" { (legend) }
        }
    }
}

fn grid(range: Range) -> Markup {
    html! {
        @for tick in ticks((range.low, range.high)) {
            @let y = range.height(tick);
            line class="grid" x1=(num(LEFT)) x2=(num(WIDTH - RIGHT)) y1=(num(y)) y2=(num(y)) {}
            text class="label" x=(num(LEFT - 8.0)) y=(num(y + 4.0)) text-anchor="end" { (short(tick)) }
        }
    }
}

fn key(label: &str, colour: usize, dashed: bool) -> Markup {
    let class = format!(
        "swatch {}{}",
        class(colour),
        if dashed { " dashed" } else { "" }
    );
    html! { span class="key" { span class=(class) {} (label) } " " }
}

/// The last place beyond the palette is for what is no model.
fn class(colour: usize) -> String {
    match colour {
        COLOURS => "mark".into(),
        colour => format!("c{}", colour % COLOURS),
    }
}

fn num(value: f64) -> String {
    format!("{value:.1}")
}

fn short(value: f64) -> String {
    let text = match value.abs() {
        v if (v - v.round()).abs() < 1e-9 => format!("{value:.0}"),
        v if ((v * 10.0) - (v * 10.0).round()).abs() < 1e-9 => format!("{value:.1}"),
        v if v < 10.0 => format!("{value:.2}"),
        _ => format!("{value:.0}"),
    };
    text.replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped_and_nothing_lies_outside() {
        let range = Range {
            low: 0.0,
            high: 1.0,
        };
        let groups = ["<b>".to_owned()];
        let series = [("a & b".to_owned(), 0, vec![Some(7.0)])];
        let svg = bars("t", &groups, &series, range, &[Some(0.5)], "m").into_string();
        assert!(svg.contains("&lt;b&gt;") && svg.contains("a &amp; b"));
        assert!(!svg.contains("<b>"));
        assert!(svg.contains(&format!("y=\"{TOP:.1}\"")), "{svg}");
    }

    #[test]
    fn ticks_are_short() {
        let shown = [0.0, 0.5, 0.625, -10.0, 2.5].map(short);
        assert_eq!(shown, ["0", "0.5", "0.62", "−10", "2.5"]);
        assert_eq!(ticks((1.0, 5.0)), [1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!(ticks((0.0, 16.0)), [0.0, 5.0, 10.0, 15.0]);
    }
}
