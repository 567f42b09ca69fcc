using System.Globalization;

namespace Entente.Node.Desk;

/// <summary>Where the parts of a figure stand in its picture, in units of the picture; mirrored where the language is written from the right.</summary>
internal sealed class ChartDrawing
{
    private const double Start = 64, End = 8, Bottom = 32, RowHeight = 42, Room = 64, MarkHeight = 20;

    // More of a name has no room in a picture; the table has all of it.
    private const int MostLetters = 30;

    private readonly Chart _chart;
    private readonly Words _words;
    private readonly List<Bar> _bars = [];
    private readonly List<Line> _lines = [];
    private readonly List<Label> _labels = [];

    private ChartDrawing(Chart chart, Words words, double width, double height) => (_chart, _words, Width, Height) = (chart, words, width, height);

    public double Width { get; }

    public double Height { get; }

    public IReadOnlyList<Bar> Bars => _bars;

    public IReadOnlyList<Line> Lines => _lines;

    public IReadOnlyList<Label> Labels => _labels;

    private bool IsMirrored => _words.Direction == "rtl";

    /// <summary>Draws a figure.</summary>
    public static ChartDrawing Of(Chart chart, Words words)
    {
        var bars = chart.Kind == ChartKind.Bars;
        var drawing = bars ? new ChartDrawing(chart, words, 380, (chart.Categories.Count * RowHeight) + 4) : new ChartDrawing(chart, words, 600, 220);
        if (bars)
        {
            drawing.DrawBars();
        }
        else
        {
            drawing.DrawColumns();
        }

        return drawing;
    }

    // Names of marks stand above the columns.
    private double Top => 14 + (_chart.Marks.Count * MarkHeight);

    private void DrawColumns()
    {
        var axis = Chart.Axis(_chart.Categories.Select((_, i) => _chart.TotalOf(i)).Max());
        var (height, wide) = (Height - Top - Bottom, (Width - Start - End) / _chart.Categories.Count);
        foreach (var tick in axis)
        {
            var y = YOf(tick);
            AddLine(tick == 0 ? "axis" : "grid", Start, y, Width - End, y);
            AddLabel("number", Start - 8, y + 4, Anchor.End, _words.Number(tick));
        }

        var gap = _chart.Kind == ChartKind.Histogram ? 0 : wide * 0.15;
        for (var i = 0; i < _chart.Categories.Count; i++)
        {
            var from = Start + (i * wide);
            var below = 0L;
            foreach (var series in _chart.Drawn.Where(s => s.Values[i] > 0))
            {
                AddBar(from + gap, YOf(below + series.Values[i]), wide - (2 * gap), YOf(below) - YOf(below + series.Values[i]), series);
                below += series.Values[i];
            }

            if (i % _chart.NameEvery == 0)
            {
                // Names of ranges are longer than their columns are wide, so every other one stands a line lower.
                var second = i / _chart.NameEvery % 2 == 1;
                AddLabel(second ? "name minor" : "name", from + (wide / 2), Height - (_chart.Kind == ChartKind.Histogram && !second ? 17 : 4), Anchor.Middle, _chart.Categories[i]);
            }
        }

        foreach (var (i, mark) in _chart.Marks.Index())
        {
            var x = Start + (mark.At * wide);
            AddLine("mark", x, 4 + (i * MarkHeight), x, Height - Bottom);
            var late = x > Width * 0.7;
            AddLabel("mark", late ? x - 5 : x + 5, 15 + (i * MarkHeight), late ? Anchor.End : Anchor.Start, mark.Name);
        }

        double YOf(long value) => Top + (height * (1 - ((double)value / axis[^1])));
    }

    private void DrawBars()
    {
        var largest = Math.Max(1, _chart.Categories.Select((_, i) => _chart.TotalOf(i)).Max());
        for (var i = 0; i < _chart.Categories.Count; i++)
        {
            var (y, from) = (i * RowHeight, 1.0);
            AddLabel("name", 1, y + 15, Anchor.Start, Short(_chart.Categories[i]));
            foreach (var series in _chart.Drawn.Where(s => s.Values[i] > 0))
            {
                var wide = (Width - Room) * series.Values[i] / largest;
                AddBar(from, y + 21, wide, 15, series);
                from += wide;
            }

            AddLabel("number", from + 7, y + 33, Anchor.Start, _words.Number(_chart.TotalOf(i)));
        }
    }

    private void AddBar(double x, double y, double width, double height, ChartSeries series) => _bars.Add(new Bar(IsMirrored ? Width - x - width : x, y, width, height, series));

    private void AddLine(string name, double x1, double y1, double x2, double y2) => _lines.Add(new Line(name, XOf(x1), y1, XOf(x2), y2));

    private void AddLabel(string name, double x, double y, Anchor anchor, string text)
    {
        var at = (anchor, IsMirrored) switch { (Anchor.Middle, _) => "middle", (Anchor.Start, false) or (Anchor.End, true) => "start", _ => "end" };
        _labels.Add(new Label(string.Create(CultureInfo.InvariantCulture, $"<text class=\"{name}\" x=\"{XOf(x):0.#}\" y=\"{y:0.#}\" text-anchor=\"{at}\">"), text));
    }

    private double XOf(double x) => IsMirrored ? Width - x : x;

    private static string Short(string text) =>
        new StringInfo(text) is { LengthInTextElements: > MostLetters } whole ? whole.SubstringByTextElements(0, MostLetters - 1) + "…" : text;

    private enum Anchor
    {
        Start,
        Middle,
        End,
    }

    /// <summary>A part of a bar or column.</summary>
    internal sealed record Bar(double X, double Y, double Width, double Height, ChartSeries Series);

    /// <summary>A line: axis, grid or mark.</summary>
    internal sealed record Line(string Class, double X1, double Y1, double X2, double Y2);

    /// <summary>A text in the picture; Razor keeps the name text for itself, so its tag is written out.</summary>
    internal sealed record Label(string Open, string Text);
}
