using Entente.Reports.Frames;
using Entente.Reports.Proposals;

namespace Entente.Reports.Linking;

/// <summary>Joins what the sentences of one report say of one matter, so that a visit told in three sentences is one proposal.</summary>
internal static class Joining
{
    /// <summary>Sentences back to which "this visit", "the agreement" may point.</summary>
    private const int Reach = 5;

    /// <summary>Proposals back among which one of the same matter is looked for, so that the work grows with the text alone.</summary>
    private const int Window = 150;

    /// <summary>The drafts of a report, joined, in the order of the text.</summary>
    public static List<Draft> Join(IReadOnlyList<Draft> drafts)
    {
        var joined = new List<Draft>();
        var taken = new Dictionary<Draft, Draft>();
        foreach (var draft in drafts)
        {
            if (draft.EarlierThan is { } later && taken.TryGetValue(later, out var into))
            {
                draft.EarlierThan = into;
            }

            if (draft.Kind == ProposalKind.Engagement && draft.EarlierThan is null && Series.Number(draft) is { } number)
            {
                draft.EarlierThan = joined.LastOrDefault(d => d.Kind == draft.Kind && d.EarlierThan is null && draft.Has("date") && draft.Sentence.Index - d.LastSentence <= Reach && Series.Number(d) > number);
            }

            if (Target(joined, draft) is { } target)
            {
                Take(target, draft, joined);
                taken[draft] = joined.Contains(draft) ? draft : target;
            }
            else if (draft.Has("summary"))
            {
                NamePronoun(joined, draft);
                joined.Add(draft);
            }
        }

        foreach (var draft in joined.Where(d => d.EarlierThan is not null && !joined.Contains(d.EarlierThan)).ToList())
        {
            draft.EarlierThan = joined.LastOrDefault(d => d.Kind == draft.Kind && d != draft && d.EarlierThan is null);
        }

        return joined;
    }

    /// <summary>"He also met": who was told of before, with the pronoun as the words it stands on.</summary>
    private static void NamePronoun(List<Draft> joined, Draft draft)
    {
        var before = joined.LastOrDefault(d => d.Kind == ProposalKind.Engagement && d.Has("actors"));
        if (draft is { Kind: ProposalKind.Engagement, Pronoun: >= 0 } && before is not null && draft.Sentence.Index - before.LastSentence <= Reach)
        {
            foreach (var actor in before.Named("actors").Where(a => !draft.Named("hosts").Any(h => Equals(h.Value, a.Value))).ToList())
            {
                draft.Add("actors", actor.Value, draft.Sentence, draft.Pronoun, draft.Pronoun + 1, Confidence.Carried);
            }
        }
    }

    private static void Take(Draft target, Draft draft, List<Draft> joined)
    {
        // The name of a body of text outranks its title: whoever is told of in a sentence replaces what only a headline said.
        if (target.Sentence.Sentence.IsHeading && !draft.Sentence.Sentence.IsHeading && draft.Has("summary") && draft.Fields.Count >= target.Fields.Count)
        {
            draft.Take(target);
            foreach (var later in joined.Where(d => d.EarlierThan == target))
            {
                later.EarlierThan = draft;
            }

            joined[joined.IndexOf(target)] = draft;
            return;
        }

        if (draft.Kind == ProposalKind.Engagement && draft.Named("form").FirstOrDefault()?.Value.Words == "visit" && target.Named("form").FirstOrDefault() is { Value.Words: "meeting" } form)
        {
            target.Fields.Remove(form);
        }

        // The city says more than its State.
        if (draft.Has("place") && target.Has("place") && target.Named("place").First().Value.Words == draft.PlaceState)
        {
            target.Fields.RemoveAll(f => f.Name == "place");
        }

        if (draft.Kind == ProposalKind.Engagement && target.Has("actors"))
        {
            draft.Fields.RemoveAll(f => f.Name is "actors" or "hosts" && (f.Confidence <= Confidence.Carried || draft.IsOfOccasion) || (f.Name == "offices" && draft.IsOfOccasion));
        }

        target.Take(draft);
    }

    private static Draft? Target(List<Draft> joined, Draft draft)
    {
        for (var i = joined.Count - 1; i >= Math.Max(0, joined.Count - Window); i--)
        {
            var candidate = joined[i];
            if (candidate.Kind == draft.Kind && candidate.EarlierThan is null && draft.EarlierThan is null && IsSame(candidate, draft))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool IsSame(Draft before, Draft draft)
    {
        var isNear = draft.Sentence.Index - before.LastSentence <= Reach;
        return draft.Kind switch
        {
            ProposalKind.Engagement => IsSameEngagement(before, draft, isNear),
            ProposalKind.Agreement => (isNear && draft.IsContinuation && !Contradicts(before, draft, "date") && !Contradicts(before, draft, "value")) || (Shares(before, draft, "parties", 2) && Shares(before, draft, "form", 1)
                && !Contradicts(before, draft, "date") && !Contradicts(before, draft, "value") && !Contradicts(before, draft, "period") && (before.Sentence.Sentence.IsHeading || !Contradicts(before, draft, "subject"))),
            ProposalKind.Exercise => draft.Has("name") ? SameName(before, draft) : draft.IsOfTroops ? draft.Sentence.Index - before.LastSentence <= 1 : isNear,
            ProposalKind.Equipment => Shares(before, draft, "designation", 1) && !Contradicts(before, draft, "recipient") && !Contradicts(before, draft, "date"),
            ProposalKind.Designation => draft.Has("name") ? Shares(before, draft, "name", 1) && !Contradicts(before, draft, "granted_to") : isNear,
            ProposalKind.Spending => Shares(before, draft, "country", 1) && Shares(before, draft, "measure", 1) && !Contradicts(before, draft, "value") && !Contradicts(before, draft, "period") && !Contradicts(before, draft, "rank"),
            _ => Shares(before, draft, "region", 1) && (Shares(before, draft, "groups", 1) || Shares(before, draft, "phenomenon", 1)),
        };
    }

    private static bool IsSameEngagement(Draft before, Draft draft, bool isNear)
    {
        if (Contradicts(before, draft, "date") || (before.DateWords.Length > 0 && draft.DateWords.Length > 0 && before.DateWords != draft.DateWords && before.Named("date").Any(f => Equals(f.Value, FieldValue.Open))) || (Contradicts(before, draft, "place") && (before.PlaceState != draft.PlaceState || before.PlaceState.Length == 0 || AreTwoCities(before, draft))) || (before.Has("series") && draft.Has("series") && Contradicts(before, draft, "series") && draft.Has("date")))
        {
            return false;
        }

        var actors = People(draft);
        var others = People(before);
        var isCarried = draft.Fields.Where(f => f.Name is "actors" or "hosts").All(f => f.Confidence <= Confidence.Carried);
        if (isCarried || !draft.Has("summary") || draft.IsOfOccasion)
        {
            return isNear;
        }

        if (draft.IsOfPronoun && isNear && before.Has("actors") && (!before.Has("hosts") || !draft.Has("hosts")))
        {
            return true;
        }

        if (HasOtherHost(before, draft))
        {
            return false;
        }

        var shared = actors.Count(a => others.Exists(o => IsSamePerson(a, o)));
        var isSubset = shared == actors.Count || shared == others.Count;
        return (isSubset && shared > 0 && (isNear || before.Sentence.Sentence.IsHeading)) || (draft.IsContinuation && isNear && shared > 0) || (before.Sentence.Sentence.IsHeading && before.Sentence.Paragraph() == 0 && before.States.Overlaps(draft.States) && isNear && others.TrueForAll(o => !char.IsUpper(o[0]) || before.States.Contains(o)));
    }

    /// <summary>Who was received by one and then by another was received twice.</summary>
    private static bool HasOtherHost(Draft before, Draft draft)
    {
        List<string> Hosts(Draft of) => [.. of.Named("hosts").Where(h => h.Confidence > Confidence.Carried).Select(h => h.Value.Words ?? "")];
        var (one, other) = (Hosts(before), Hosts(draft));
        return one.Count > 0 && other.Count > 0 && !before.Sentence.Sentence.IsHeading && !one.Exists(a => other.Exists(b => IsSamePerson(a, b))) && !one.Exists(a => draft.Named("actors").Any(b => IsSamePerson(a, b.Value.Words ?? ""))) && !other.Exists(a => before.Named("actors").Any(b => IsSamePerson(a, b.Value.Words ?? "")));
    }

    /// <summary>A city and its State are one place, two cities are not.</summary>
    private static bool AreTwoCities(Draft before, Draft draft) => before.Named("place").First().Value.Words != before.PlaceState && draft.Named("place").First().Value.Words != draft.PlaceState;

    private static int Paragraph(this Mentions.ReadSentence sentence) => sentence.Sentence.Paragraph;

    private static List<string> People(Draft draft) => [.. draft.Fields.Where(f => f.Name is "actors" or "hosts").Select(f => f.Value.Words ?? "")];

    private static bool IsSamePerson(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase) || (a.Length > 3 && b.EndsWith(" " + a, StringComparison.OrdinalIgnoreCase)) || (b.Length > 3 && a.EndsWith(" " + b, StringComparison.OrdinalIgnoreCase));

    private static bool SameName(Draft a, Draft b)
    {
        var (x, y) = (a.Named("name").First().Value.Words ?? "", b.Named("name").First().Value.Words ?? "");
        return Names.AreAlike(x, y);
    }

    private static bool Shares(Draft a, Draft b, string field, int count) => a.Named(field).Count(x => b.Named(field).Any(y => Equals(x.Value, y.Value))) >= count;

    private static bool Contradicts(Draft a, Draft b, string field) => a.Has(field) && b.Has(field) && !a.Named(field).Any(x => b.Named(field).Any(y => Equals(x.Value, y.Value) || AreNear(x.Value.Words, y.Value.Words)));

    /// <summary>A date that is only less precise, or a name with words more.</summary>
    private static bool AreNear(string? a, string? b) => a is not null && b is not null && (a.StartsWith(b, StringComparison.OrdinalIgnoreCase) || b.StartsWith(a, StringComparison.OrdinalIgnoreCase));
}
