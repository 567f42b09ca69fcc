namespace Entente.Reports.Text;

/// <summary>What a person reads of a report: the text without markup, where each character knows where it stands in the file.</summary>
internal sealed class View
{
    private readonly int[]? _starts;
    private readonly int[]? _ends;

    /// <summary>A text without markup: every character stands where it stands.</summary>
    public View(string text) => Text = text;

    /// <summary>A text taken out of markup.</summary>
    /// <param name="text">What is read.</param>
    /// <param name="starts">For each character where its spelling in the file begins.</param>
    /// <param name="ends">For each character where its spelling in the file ends.</param>
    /// <param name="dates">Dates that the markup states of the page, the most telling first, as they are written.</param>
    public View(string text, int[] starts, int[] ends, IReadOnlyList<string> dates) => (Text, _starts, _ends, Dates) = (text, starts, ends, dates);

    /// <summary>What is read.</summary>
    public string Text { get; }

    /// <summary>Whether it was taken out of markup, where line ends mean nothing and blocks are parted by two of them.</summary>
    public bool IsMarkup => _starts is not null;

    /// <summary>Dates that the markup states of the page.</summary>
    public IReadOnlyList<string> Dates { get; } = [];

    /// <summary>Where a part of the view stands in the file, in UTF-16 positions.</summary>
    public (int Start, int End) InFile(int start, int end) =>
        _starts is null || _ends is null || end <= start ? (start, end) : (_starts[start], _ends[end - 1]);
}
