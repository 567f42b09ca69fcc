using Entente.Reports.Mentions;
using Entente.Reports.Sentences;

namespace Entente.Reports.Lexicons;

/// <summary>A name that the tables of States, places, bodies and exercises hold.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Value">The name under which it is proposed.</param>
/// <param name="State">The English short name of the State that it is, or is of; empty where there is none.</param>
/// <param name="Form">How it names it.</param>
internal sealed record Entry(MentionKind Kind, string Value, string State, NameForm Form);

/// <summary>How a word names a State or a place.</summary>
internal enum NameForm
{
    /// <summary>By its name.</summary>
    Name,

    /// <summary>By an adjective or the word for its people.</summary>
    Adjective,

    /// <summary>By its capital or seat of government, which is a place too.</summary>
    Capital,

    /// <summary>A city.</summary>
    City,

    /// <summary>A region.</summary>
    Region,

    /// <summary>A company.</summary>
    Company,

    /// <summary>A body of a State.</summary>
    Service,
}

/// <summary>The names of States, places, bodies, groups and exercises, in all languages together.</summary>
internal static class Gazetteer
{
    private static readonly PhraseTable<Entry> Names = Build();

    private static readonly HashSet<string> Given = [.. TableFile.Rows("given-names").SelectMany(row => row[0].Split(' ')).Select(name => Folding.Of(name))];

    /// <summary>Whether a word is a common given name.</summary>
    public static bool IsGivenName(string folded) => Given.Contains(folded);

    /// <summary>The longest name that begins at a token; null where there is none.</summary>
    public static (Entry Entry, int End)? At(IReadOnlyList<Token> tokens, int at, Language language)
    {
        (Entry Entry, int End)? best = null;
        Names.Find(tokens, at, (end, entry) =>
        {
            if ((best is not { } known || end > known.End) && IsWritten(tokens[at], entry, language))
            {
                best = (entry, end);
            }
        });
        return best;
    }

    /// <summary>A name needs a capital; an adjective needs one in English alone; lower-case regions ("golfe de Guinée") are known by their length.</summary>
    private static bool IsWritten(Token token, Entry entry, Language language) =>
        token.IsCapital || token.IsArabic || (entry.Form == NameForm.Adjective && language != Language.English) || entry.Form == NameForm.Region || entry.Kind == MentionKind.Group;

    private static PhraseTable<Entry> Build()
    {
        var names = new PhraseTable<Entry>();
        foreach (var row in TableFile.Rows("states"))
        {
            Add(row[1], new(MentionKind.State, row[0], row[0], NameForm.Name));
            Add(row[2], new(MentionKind.State, row[0], row[0], NameForm.Adjective));
            foreach (var capital in TableFile.Words(row[3]))
            {
                names.Add(capital, new(MentionKind.State, row[0], row[0], NameForm.Capital));
            }
        }

        foreach (var row in TableFile.Rows("places"))
        {
            Add(row[1], new(MentionKind.Place, row[0], row[3], row[2] == "city" ? NameForm.City : NameForm.Region));
        }

        foreach (var row in TableFile.Rows("bodies"))
        {
            Add(row[1], new(row[2] == "group" ? MentionKind.Group : MentionKind.Body, row[0], row[3], row[2] == "company" ? NameForm.Company : NameForm.Service));
        }

        foreach (var row in TableFile.Rows("exercises"))
        {
            Add(row[1], new(MentionKind.Exercise, row[0], "", NameForm.Name));
        }

        return names;

        void Add(string words, Entry entry)
        {
            foreach (var name in TableFile.Words(words))
            {
                names.Add(name, entry);
            }
        }
    }
}
