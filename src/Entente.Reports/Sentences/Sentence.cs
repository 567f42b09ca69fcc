using Entente.Reports.Lexicons;

namespace Entente.Reports.Sentences;

/// <summary>A sentence with its tokens and with every word of the tables that stands in it.</summary>
/// <param name="Start">Where it begins in the view.</param>
/// <param name="End">Where it ends in the view, exclusive.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="Paragraph">Which paragraph of the report it stands in, from 0.</param>
/// <param name="IsHeading">Whether it is no sentence but a line without an end: a title, a dateline, a caption.</param>
internal sealed record Sentence(int Start, int End, IReadOnlyList<Token> Tokens, int Paragraph, bool IsHeading)
{
    private static readonly IReadOnlyList<Mark> None = [];

    /// <summary>The language it is read in.</summary>
    public Language Language { get; init; }

    /// <summary>What the language's table knows in it, by class, in the order of the text.</summary>
    public required IReadOnlyDictionary<string, List<Mark>> Marks { get; init; }

    /// <summary>What the table of the language knows of a class.</summary>
    public IReadOnlyList<Mark> Of(string wordClass) => Marks.TryGetValue(wordClass, out var found) ? found : None;

    /// <summary>The first mark of a class; of no token where there is none.</summary>
    public Mark First(string wordClass) => Of(wordClass) is [var mark, ..] ? mark : default;

    /// <summary>The first mark of a class that begins at a token.</summary>
    public Mark? At(string wordClass, int token)
    {
        foreach (var mark in Of(wordClass))
        {
            if (mark.First == token)
            {
                return mark;
            }
        }

        return null;
    }

    /// <summary>Whether a token is part of a word of a class.</summary>
    public bool Has(string wordClass, int token)
    {
        foreach (var mark in Of(wordClass))
        {
            if (mark.First <= token && token < mark.End)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a word of a class stands between two tokens, the second exclusive.</summary>
    public bool HasBetween(string wordClass, int first, int end)
    {
        foreach (var mark in Of(wordClass))
        {
            if (mark.First >= first && mark.End <= end)
            {
                return true;
            }
        }

        return false;
    }
}
