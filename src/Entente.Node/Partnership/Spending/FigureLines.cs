using System.Globalization;
using Entente.Formats.Spending;
using Entente.Node.Desk;

namespace Entente.Node.Partnership.Spending;

/// <summary>Figures over years, drawn by the component LineChart and written out in a table beneath.</summary>
/// <param name="Id">Unique on the page; lower-case letters and hyphens.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Note">A sentence beneath the title; empty for none.</param>
/// <param name="Lines">A line for each country, at most <see cref="SpendingChoice.MostCountries"/>, with a point for the same years.</param>
internal sealed record FigureLines(string Id, string Title, string Note, IReadOnlyList<FigureLine> Lines)
{
    /// <summary>The years, in their order.</summary>
    public IReadOnlyList<int> Years => Lines.Count == 0 ? [] : [.. Lines[0].Points.Select(p => p.Year)];

    /// <summary>Whether there is any figure.</summary>
    public bool HasFigures => Lines.Any(l => l.Points.Any(p => p.Value is not null));
}

/// <summary>The figures of one country.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Points">Year by year; a year without a figure is a gap.</param>
/// <param name="Mark">Which mark and colour it has, from 0; the same wherever the country stands on a page.</param>
internal sealed record FigureLine(string Name, IReadOnlyList<SpendingPoint> Points, int Mark)
{
    /// <summary>A line for each series. A country that another figure of the page has keeps its mark; the others take what is left.</summary>
    public static IReadOnlyList<FigureLine> Of(IEnumerable<SpendingSeries> series, IReadOnlyList<string> before)
    {
        var all = series.ToList();
        var free = new Queue<int>(Enumerable.Range(0, SpendingChoice.MostCountries).Except(all.Select(s => IndexOf(before, s.Party.Key))));
        return [.. all.Select(s => new FigureLine(s.Party.Name, s.Points, IndexOf(before, s.Party.Key) is >= 0 and var mark ? mark : free.Dequeue()))];
    }

    private static int IndexOf(IReadOnlyList<string> keys, string key) => keys.Index().Where(k => k.Item == key).Select(k => k.Index).FirstOrDefault(-1);
}

/// <summary>
/// Where the lines stand in their picture: solid between figures that are stated, dashed to and from one that is not sure, and none across a gap. Each line has a mark of its own, hollow where
/// the figure is not sure, so that lines can be told apart without colour. Mirrored where the language is written from the right.
/// </summary>
internal sealed class LineDrawing
{
    public const double Width = 640, Height = 300;

    private const double Start = 72, End = 12, Top = 14, Bottom = 30;

    // More labels than this run into each other on a phone.
    private const int MostLabels = 8;

    private readonly FigureLines _figure;
    private readonly Words _words;
    private readonly decimal _largest;
    private readonly decimal _step;

    public LineDrawing(FigureLines figure, Words words)
    {
        (_figure, _words) = (figure, words);
        var most = figure.Lines.SelectMany(l => l.Points).Max(p => p.Value) ?? 0;
        _step = StepOf(most);
        _largest = Math.Max(_step, Math.Ceiling(most / _step) * _step);
    }

    /// <summary>Lines across, with their figures.</summary>
    public IEnumerable<(double Y, string Text)> Ticks
    {
        get
        {
            var places = _step switch { >= 1 => 0, >= 0.1m => 1, >= 0.01m => 2, _ => 3 };
            for (var value = 0m; value <= _largest; value += _step)
            {
                yield return (YOf(value), FigureText.Of(_words, value, places));
            }
        }
    }

    /// <summary>Years that are named, with their places.</summary>
    public IEnumerable<(double X, string Text)> YearNames
    {
        get
        {
            var every = Math.Max(1, (_figure.Years.Count + MostLabels - 1) / MostLabels);
            return _figure.Years.Index().Where(y => y.Index % every == 0).Select(y => (XOf(y.Index), _words.WithDigits(y.Item.ToString(CultureInfo.InvariantCulture))));
        }
    }

    /// <summary>Where the axis of figures stands: left, or right where the language is written from there.</summary>
    public double AxisX => IsMirrored ? Width - Start : Start;

    /// <summary>Where the figures of the axis stand.</summary>
    public double LabelX => IsMirrored ? Width - Start + 8 : Start - 8;

    /// <summary>How the figures of the axis are put to their place.</summary>
    public string LabelAnchor => IsMirrored ? "start" : "end";

    /// <summary>First and last place across.</summary>
    public (double From, double To) Across => IsMirrored ? (End, Width - Start) : (Start, Width - End);

    private bool IsMirrored => _words.Direction == "rtl";

    /// <summary>The pieces of a line between years that follow each other, as a path; solid ones, or dashed ones.</summary>
    public static string PathOf(IReadOnlyList<(double X, double Y, bool IsSure)?> points, bool dashed)
    {
        var path = new System.Text.StringBuilder();
        foreach (var (a, b) in points.Zip(points.Skip(1)))
        {
            if (a is { } from && b is { } to && (from.IsSure && to.IsSure) != dashed)
            {
                path.Append(CultureInfo.InvariantCulture, $"M{from.X:0.#} {from.Y:0.#}L{to.X:0.#} {to.Y:0.#}");
            }
        }

        return path.ToString();
    }

    /// <summary>Where the figures of a line stand; nothing for a gap.</summary>
    public IReadOnlyList<(double X, double Y, bool IsSure)?> PointsOf(FigureLine line) =>
        [.. line.Points.Index().Select(p => p.Item.Value is { } value ? ((double, double, bool)?)(XOf(p.Index), YOf(value), p.Item.Standing == Standing.Stated) : null)];

    /// <summary>The mark of a line around a place, as a path: circle, square, triangle, diamond, triangle down, cross, upright bar, hexagon.</summary>
    public static string MarkOf(int line, double x, double y)
    {
        string At(params double[] corners)
        {
            var path = new System.Text.StringBuilder();
            for (var i = 0; i < corners.Length; i += 2)
            {
                path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{x + corners[i]:0.#} {y + corners[i + 1]:0.#}");
            }

            return path.Append('Z').ToString();
        }

        return (line % 8) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"M{x - 4.5:0.#} {y:0.#}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z"),
            1 => At(-4, -4, 4, -4, 4, 4, -4, 4),
            2 => At(0, -5.5, 5, 4, -5, 4),
            3 => At(0, -6, 5, 0, 0, 6, -5, 0),
            4 => At(0, 5.5, 5, -4, -5, -4),
            5 => At(-1.7, -5, 1.7, -5, 1.7, -1.7, 5, -1.7, 5, 1.7, 1.7, 1.7, 1.7, 5, -1.7, 5, -1.7, 1.7, -5, 1.7, -5, -1.7, -1.7, -1.7),
            6 => At(-2, -6, 2, -6, 2, 6, -2, 6),
            _ => At(-5, 0, -2.5, -4.5, 2.5, -4.5, 5, 0, 2.5, 4.5, -2.5, 4.5),
        };
    }

    /// <summary>A round step, 1, 2 or 5 and noughts, of which at most six reach the largest figure.</summary>
    internal static decimal StepOf(decimal largest)
    {
        var step = 0.001m;
        for (var i = 0; step * 6 < largest; i++)
        {
            step *= (i % 3) == 1 ? 2.5m : 2;
        }

        return step;
    }

    private double XOf(int year)
    {
        var wide = (Width - Start - End - 16) / Math.Max(1, _figure.Years.Count - 1);
        var x = Start + 8 + (year * wide);
        return IsMirrored ? Width - x : x;
    }

    private double YOf(decimal value) => Top + ((Height - Top - Bottom) * (1 - (double)(value / _largest)));
}
