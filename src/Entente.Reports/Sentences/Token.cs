using Entente.Reports.Lexicons;

namespace Entente.Reports.Sentences;

/// <summary>A word, a number or a sign.</summary>
/// <param name="Start">Where it begins in the view.</param>
/// <param name="End">Where it ends in the view, exclusive.</param>
/// <param name="Text">As it stands.</param>
/// <param name="IsWord">Whether it has a letter or a digit.</param>
/// <param name="IsGlued">Whether nothing parts it from the token before.</param>
internal sealed record Token(int Start, int End, string Text, bool IsWord, bool IsGlued)
{
    /// <summary>The forms under which tables may hold it; the first is the word itself.</summary>
    public string[] Forms { get; } = Folding.Forms(Folding.Of(Text is [.., '.'] && Text.Length > 1 ? Text.Replace(".", "", StringComparison.Ordinal) : Text));

    /// <summary>Small letters without accents.</summary>
    public string Folded => Forms[0];

    /// <summary>Whether it begins with a capital letter.</summary>
    public bool IsCapital { get; } = Text.Length > 0 && char.IsUpper(Text[0]);

    /// <summary>Whether it is made of digits, with separators perhaps.</summary>
    public bool IsNumber { get; } = Text.Length > 0 && char.IsAsciiDigit(Text[0]) && Text.All(c => char.IsAsciiDigit(c) || c is '.' or ',');

    /// <summary>Whether it is written in Arabic letters.</summary>
    public bool IsArabic { get; } = Folding.IsArabic(Text);

    /// <summary>Whether it is one of the given signs.</summary>
    public bool Is(string signs) => Text.Length == 1 && signs.Contains(Text[0]);
}
