using Entente.Reports.Lexicons;
using Entente.Reports.Mentions;
using Entente.Reports.Proposals;

namespace Entente.Reports.Frames;

/// <summary>Named exercises: which, whose, when, where.</summary>
internal static class ExerciseFrame
{
    /// <summary>Tokens without a State behind which another matter begins.</summary>
    private const int Stretch = 20;

    /// <summary>The exercises of a sentence, or what it adds to one before it.</summary>
    public static IEnumerable<Draft> Read(ReadSentence read, Context context)
    {
        var names = read.Of(MentionKind.Exercise).ToList();
        if (names.Count == 0)
        {
            if (read.Sentence.Of("troops") is [var troops, ..] && read.Sentence.Of("exercise").Count == 0)
            {
                var more = new Draft(ProposalKind.Exercise, read) { IsContinuation = true, IsOfTroops = true };
                Fill(more, read, troops.First, troops.End, context);
                more.Fields.RemoveAll(f => f.Name != "nations");
                return more.Fields.Count >= 2 ? [more] : [];
            }

            return read.Sentence.Of("exercise") is [var noun, ..] && IsDefinite(read, noun) && Modes.Of(read, noun.First, noun.End) != Mode.NotSo && Addition(read, noun, context) is { Fields.Count: > 0 } addition ? [addition] : [];
        }

        return names.Select(name => Draft(read, name, context, isAlone: names.Count == 1)).OfType<Draft>();
    }

    private static Draft? Draft(ReadSentence read, Mention name, Context context, bool isAlone)
    {
        var mode = Modes.Of(read, name.First, name.End);
        if (mode == Mode.NotSo)
        {
            return null;
        }

        var draft = Frame.Begin(ProposalKind.Exercise, read, mode);
        draft.Add("name", FieldValue.Of(Frame.Literal(read, name)), read, name, Confidence.Said);
        Fill(draft, read, name.First, name.End, context);
        return isAlone || draft.Fields.Count > 1 ? Frame.End(draft, read) : null;
    }

    private static Draft Addition(ReadSentence read, Mark noun, Context context)
    {
        var draft = new Draft(ProposalKind.Exercise, read) { IsContinuation = true };
        Fill(draft, read, noun.First, noun.End, context);
        return draft;
    }

    private static void Fill(Draft draft, ReadSentence read, int at, int end, Context context)
    {
        foreach (var state in Near(read, at, end).DistinctBy(s => s.State))
        {
            draft.Add("nations", FieldValue.Of(state.State), read, state, state.Form == NameForm.Adjective ? Confidence.Guessed : Confidence.Beside);
        }

        if (read.Of(MentionKind.Both).FirstOrDefault() is { } both)
        {
            foreach (var state in context.Pair(read))
            {
                draft.Add("nations", FieldValue.Of(state), read, both, Confidence.Carried);
            }
        }

        Frame.AddDate(draft, read, at, context);
        Frame.AddPlace(draft, read, at, place => place.Form is NameForm.City or NameForm.Capital or NameForm.Name or NameForm.Region);
    }

    /// <summary>States from the name outwards, to either side until a long stretch names none: what stands beyond is told for another reason.</summary>
    private static List<Mention> Near(ReadSentence read, int at, int end)
    {
        var states = new List<Mention>();
        foreach (var state in read.States.Where(s => s.Form != NameForm.Capital && !IsPlaceOnly(read, s)))
        {
            if (state.Form == NameForm.Name || IsOfTroops(read, state) || (states.Count > 0 && states[^1].Form == NameForm.Adjective && IsJoined(read, states[^1].End, state.First)))
            {
                states.Add(state);
            }
        }

        var near = new List<Mention>();
        var from = end;
        foreach (var state in states.Where(s => s.First >= end).TakeWhile(s => s.First - from <= Stretch))
        {
            near.Add(state);
            from = state.End;
        }

        from = at;
        foreach (var state in states.Where(s => s.First < at).Reverse().TakeWhile(s => from - s.End <= Stretch))
        {
            near.Insert(0, state);
            from = state.First;
        }

        return near;
    }

    /// <summary>"militaires ivoiriens, ghanéens et français".</summary>
    private static bool IsJoined(ReadSentence read, int from, int to) => to > from && Enumerable.Range(from, to - from).All(i => read.Tokens[i].Folded is "and" or "et" or "y" or "e" or "," or "و");

    /// <summary>"Moroccan troops", "fuerzas españolas", "the Royal Moroccan Navy".</summary>
    private static bool IsOfTroops(ReadSentence read, Mention state) => Enumerable.Range(Math.Max(0, state.First - 2), 5).Any(i => i < read.Tokens.Count && (read.Sentence.Has("body-head", i)
        || read.Tokens[i].Folded is "troops" or "soldiers" or "personnel" or "sailors" or "militaires" or "soldats" or "soldados" or "militares" or "units" or "unites" or "unidades" or "paratroopers" or "airmen" or "marines" or "led" or "forces" or "fuerzas" or "army" or "armies" or "armee" or "armees" or "ejercito" or "ejercitos" or "navy" or "navies" or "marine" or "marina" or "aviation" or "قوات"));

    /// <summary>A State behind its own city ("in Tan-Tan, Morocco") or as the only place is where it is, and its host takes part; one that troops only come from stays a nation.</summary>
    private static bool IsPlaceOnly(ReadSentence read, Mention state) => state.First > 0 && read.Tokens[state.First - 1].Folded is "off" or "near";

    private static bool IsDefinite(ReadSentence read, Mark noun) => noun.First > 0 && read.Tokens[noun.First - 1].Folded is "the" or "this" or "l'" or "cet" or "ces" or "les" or "el" or "este" or "las" or "los" or "estas" or "year" or "'s";
}
