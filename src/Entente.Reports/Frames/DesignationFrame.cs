using Entente.Reports.Lexicons;
using Entente.Reports.Mentions;
using Entente.Reports.Proposals;

namespace Entente.Reports.Frames;

/// <summary>A status that one State grants another, such as major non-NATO ally.</summary>
internal static class DesignationFrame
{
    /// <summary>The designation of a sentence, or what it adds to one before it.</summary>
    public static IEnumerable<Draft> Read(ReadSentence read)
    {
        if (read.Sentence.Of("designation") is not [var name, ..])
        {
            return Addition(read) is { Fields.Count: > 0 } addition ? [addition] : [];
        }

        var verb = read.Sentence.Of("designate").Where(v => v.First < name.First || v.First >= name.End).OrderBy(v => Math.Abs(v.First - name.First)).FirstOrDefault();
        var isFormal = name.Value is "major non-NATO ally" or "state sponsor of terrorism" or "foreign terrorist organisation" or "major defence partner";
        if ((verb.End == 0 && !isFormal) || Modes.Of(read, verb.End > 0 ? Math.Min(verb.First, name.First) : name.First, name.End) is Mode.NotSo)
        {
            return [];
        }

        var draft = Frame.Begin(ProposalKind.Designation, read, Modes.Of(read, name.First, name.End));
        draft.Add("name", FieldValue.Of(name.Value), read, name.First, name.End, Confidence.Said);
        if (name.Value == "foreign terrorist organisation" && read.Of(MentionKind.Group).FirstOrDefault(g => !g.IsInside) is { } group)
        {
            // A State lists a group: whoever is named beside it has done so.
            draft.Add("granted_to", FieldValue.Of(Frame.Literal(read, group)), read, group, Confidence.Beside);
            AddLister(draft, read);
            return [Frame.End(draft, read)];
        }

        AddRoles(draft, read, name, verb);
        if (!draft.Has("granted_to") && !draft.Has("granted_by"))
        {
            return [];
        }

        return [Frame.End(draft, read)];
    }

    private static void AddLister(Draft draft, ReadSentence read)
    {
        if (read.Mentions.FirstOrDefault(m => m.State.Length > 0 && m.Kind is MentionKind.State or MentionKind.Body) is { } lister)
        {
            draft.Add("granted_by", FieldValue.Of(lister.State), read, lister, Confidence.Beside);
        }
    }

    private static void AddRoles(Draft draft, ReadSentence read, Mark name, Mark verb)
    {
        var states = read.Mentions.Where(m => m.State.Length > 0 && m.Kind is MentionKind.State && !m.IsInside || m is { Kind: MentionKind.Body, State.Length: > 0, IsInside: false } || m is { Kind: MentionKind.Office, State.Length: > 0 }).ToList();
        states = [.. states.Where(s => s.First < name.First || s.First >= name.End).DistinctBy(s => s.State)];
        var by = states.Find(s => IsBehind(read, s, "by", "par", "por"));
        var to = states.Find(s => s != by && IsBehind(read, s, "to", "a", "au", "al", "upon", "on"));
        if (read.Sentence.Of("obtain").FirstOrDefault(o => o.First < name.First) is { End: > 0 } obtain)
        {
            // Who obtains it stands before the verb; of whom, behind "from".
            to = states.LastOrDefault(s => s.End <= obtain.First);
            by = states.Find(s => s.First >= obtain.End && IsBehind(read, s, "from", "de", "by", "par", "por", "du", "des"));
        }
        else if (verb.End > 0 && by is null)
        {
            // Active: who designates stands before the verb, who is designated behind it.
            var before = states.Where(s => s.End <= verb.First && s != to).ToList();
            var behind = states.Find(s => s.First >= verb.End && s != to);
            (by, to) = to is not null ? (before.LastOrDefault(), to) : behind is not null ? (before.LastOrDefault(), behind) : (null, before.LastOrDefault());
        }

        to ??= states.LastOrDefault(s => s != by && s.End <= name.First) ?? states.Find(s => s != by);
        // "a major non-NATO ally of the United States".
        var of = states.Find(s => s != to && s.First >= name.End && s.First - name.End <= 4);
        Add("granted_by", by ?? of);
        foreach (var one in to is null ? [] : JoinedTo(read, states, to))
        {
            Add("granted_to", one);
        }

        void Add(string field, Mention? state)
        {
            if (state is not null)
            {
                draft.Add(field, FieldValue.Of(state.State), read, state, Confidence.Beside);
            }
        }
    }

    /// <summary>"Morocco and Kuwait were granted": those that nothing but joining words part from a State.</summary>
    private static List<Mention> JoinedTo(ReadSentence read, List<Mention> states, Mention state)
    {
        var joined = new List<Mention> { state };
        foreach (var before in states.Where(s => s.End <= state.First).OrderByDescending(s => s.First).TakeWhile(s => IsJoined(read, s.End, joined[0].First)))
        {
            joined.Insert(0, before);
        }

        foreach (var behind in states.Where(s => s.First >= state.End).OrderBy(s => s.First).TakeWhile(s => IsJoined(read, joined[^1].End, s.First)))
        {
            joined.Add(behind);
        }

        return joined;
    }

    private static bool IsJoined(ReadSentence read, int from, int to) => to > from && Enumerable.Range(from, to - from).All(i => read.Tokens[i].Folded is "and" or "et" or "y" or "e" or "," or "the" or "le" or "la" or "l'" or "les" or "el" or "to" or "a" or "au");

    private static bool IsBehind(ReadSentence read, Mention state, params string[] words)
    {
        var at = state.First - 1;
        while (at > 0 && read.Tokens[at].Folded is "the" or "les" or "le" or "la" or "los" or "el")
        {
            at--;
        }

        return at >= 0 && words.Contains(read.Tokens[at].Folded);
    }

    /// <summary>"This designation, granted by the United States".</summary>
    private static Draft? Addition(ReadSentence read)
    {
        var mark = read.Sentence.Of("designate").FirstOrDefault(m => m.First > 0 && m.First <= 2 && read.Tokens[m.First - 1].Folded is "this" or "the" or "cette" or "ce" or "esta" or "este" or "le" or "la");
        if (mark.End == 0)
        {
            return null;
        }

        var draft = new Draft(ProposalKind.Designation, read) { IsContinuation = true };
        if (read.States.FirstOrDefault(s => IsBehind(read, s, "by", "par", "por")) is { } by)
        {
            draft.Add("granted_by", FieldValue.Of(by.State), read, by, Confidence.Said);
        }

        return draft;
    }
}
