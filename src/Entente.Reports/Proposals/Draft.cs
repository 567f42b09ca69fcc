using Entente.Reports.Mentions;

namespace Entente.Reports.Proposals;

/// <summary>A proposal while it is put together: fields stand by places in the view, and sentences add to it.</summary>
internal sealed class Draft(ProposalKind kind, ReadSentence sentence)
{
    private static readonly HashSet<string> OneValue = ["form", "date", "place", "series", "subject", "period", "name", "designation", "kind", "granted_by", "country", "rank", "summary"];

    /// <summary>What kind of record.</summary>
    public ProposalKind Kind { get; } = kind;

    /// <summary>The sentence that gave reason to it.</summary>
    public ReadSentence Sentence { get; } = sentence;

    /// <summary>Its fields in the order in which they were found.</summary>
    public List<DraftField> Fields { get; } = [];

    /// <summary>States that take part, whether they are fields or not: by them two drafts are told to be of one matter.</summary>
    public HashSet<string> States { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the sentence speaks of something named before ("the agreement", "cette visite").</summary>
    public bool IsContinuation { get; set; }

    /// <summary>Whether the sentence begins with "on this occasion", "during the talks": it goes on about what was told before.</summary>
    public bool IsOfOccasion { get; set; }

    /// <summary>Whether the sentence only tells whose troops were there.</summary>
    public bool IsOfTroops { get; set; }

    /// <summary>Whether who acts is a pronoun, so that it is somebody told of before.</summary>
    public bool IsOfPronoun { get; set; }

    /// <summary>The words of the date, by which two days without a report's date are told apart.</summary>
    public string DateWords { get; set; } = "";

    /// <summary>Of a place the State it lies in; empty where that is not known.</summary>
    public string PlaceState { get; set; } = "";

    /// <summary>Whether it is only announced.</summary>
    public bool IsAnnounced { get; set; }

    /// <summary>The draft of which this one is the earlier in a series; null where it is none.</summary>
    public Draft? EarlierThan { get; set; }

    /// <summary>The last sentence that added to it, by its number.</summary>
    public int LastSentence { get; set; } = sentence.Index;

    /// <summary>Whether it has a field.</summary>
    public bool Has(string name) => Fields.Exists(f => f.Name == name);

    /// <summary>The values of a field.</summary>
    public IEnumerable<DraftField> Named(string name) => Fields.Where(f => f.Name == name);

    /// <summary>Adds a field that stands on tokens of a sentence; a value that is there already is not added again.</summary>
    public void Add(string name, FieldValue value, ReadSentence at, int first, int end, double confidence)
    {
        if (end > first && (!OneValue.Contains(name) || !Has(name)) && !Fields.Exists(f => f.Name == name && Equals(f.Value, value)))
        {
            Fields.Add(new(name, value, at.Tokens[first].Start, at.Tokens[end - 1].End, IsAnnounced ? Math.Min(confidence, Confidence.Announced) : confidence));
        }
    }

    /// <summary>Adds a field that stands on what a sentence names.</summary>
    public void Add(string name, FieldValue value, ReadSentence at, Mention mention, double confidence) => Add(name, value, at, mention.First, mention.End, confidence);

    /// <summary>Takes over what another draft has and this one has not.</summary>
    public void Take(Draft other)
    {
        foreach (var field in other.Fields)
        {
            if (field.Name != "summary" && (!OneValue.Contains(field.Name) || !Has(field.Name)) && !Fields.Exists(f => f.Name == field.Name && (Equals(f.Value, field.Value) || AreAlike(f.Value, field.Value))))
            {
                Fields.Add(field with { Confidence = Math.Min(field.Confidence, Confidence.Carried) });
            }
        }

        States.UnionWith(other.States);
        LastSentence = Math.Max(LastSentence, other.LastSentence);
    }

    /// <summary>Whether one value is the other with words more ("Marsh", "Helen Marsh").</summary>
    private static bool AreAlike(FieldValue a, FieldValue b) => a.Words is { } x && b.Words is { } y && (x.Contains(y, StringComparison.OrdinalIgnoreCase) || y.Contains(x, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A field of a draft, by its place in the view.</summary>
internal sealed record DraftField(string Name, FieldValue Value, int Start, int End, double Confidence);
