using Entente.Reports.Lexicons;
using Entente.Reports.Mentions;
using Entente.Reports.Proposals;
using Entente.Reports.Sentences;

namespace Entente.Reports.Frames;

/// <summary>Spending and transfers in figures: whose, what is measured, how much, which rank, which years.</summary>
internal static class SpendingFrame
{
    private static readonly HashSet<string> Military = ["military", "defence", "defense", "army", "armed", "militaire", "militaires", "defensa", "ejercito", "armee", "armees", "militar", "security", "arms", "weapons", "armes", "armas"];

    /// <summary>The spending that a sentence tells of: one proposal for each State that has a figure of its own.</summary>
    public static IEnumerable<Draft> Read(ReadSentence read, Context context)
    {
        var measures = read.Sentence.Of("spending");
        var spend = read.Sentence.First("spend");
        if (measures.Count == 0 && (spend.End == 0 || !read.Tokens.Any(t => Military.Contains(t.Folded))))
        {
            return [];
        }

        if (Respectively(read, context) is { Count: > 1 } each)
        {
            return each;
        }

        var owners = Owners(read);
        if (owners.Count > 1)
        {
            return owners.Select((owner, i) => OfOwner(read, context, owner, i + 1 < owners.Count ? owners[i + 1].First : read.Tokens.Count, i == 0)).OfType<Draft>();
        }

        return OfSentence(read, context) is { } one ? [one] : [];
    }

    /// <summary>The States that a sentence names otherwise than as a place or by an adjective, each once, in their order.</summary>
    private static List<Mention> Subjects(ReadSentence read) =>
        [.. read.Mentions.Where(m => m is { Kind: MentionKind.State, IsInside: false, State.Length: > 0 } && m.Form != NameForm.Adjective && !Participants.IsPlace(read, m)).DistinctBy(m => m.State).OrderBy(m => m.First)];

    /// <summary>The States of a sentence that have each a sum, a share or a rank of their own behind them: "Nigeria ($3.2 billion), followed by Ghana, whose budget stood at $380 million".</summary>
    private static List<Mention> Owners(ReadSentence read)
    {
        var states = Subjects(read);
        return [.. states.Where((state, i) => HasFigure(read, state.End, i + 1 < states.Count ? states[i + 1].First : read.Tokens.Count))];
    }

    /// <summary>"Nigeria and Ghana spent $3.2 billion and $380 million respectively": as many sums as States, in their order.</summary>
    private static List<Draft> Respectively(ReadSentence read, Context context)
    {
        var states = Subjects(read);
        var sums = read.Of(MentionKind.Amount).Where(a => a.Amount is { Currency.Length: > 0 } or { Unit: "percent of GDP" }).OrderBy(a => a.First).ToList();
        if (sums.Count < 2 || states.Count != sums.Count || states[^1].End > sums[0].First || !read.Tokens.Any(t => t.Folded is "respectively" or "respectivement" or "respectivamente"))
        {
            return [];
        }

        var measures = read.Sentence.Of("spending");
        var mode = Modes.Of(read, states[0].First, sums[0].First);
        return mode == Mode.NotSo ? [] : [.. states.Zip(sums, (state, sum) =>
        {
            var draft = Frame.Begin(ProposalKind.Spending, read, mode);
            draft.Add("country", FieldValue.Of(state.State), read, state, Confidence.Beside);
            AddMeasure(draft, read, measures, read.Sentence.First("spend"));
            AddAmounts(draft, read, sum.First, [sum]);
            AddPeriod(draft, read, sum.First, context);
            return Frame.End(draft, read);
        })];
    }

    private static bool HasFigure(ReadSentence read, int from, int end) =>
        read.Of(MentionKind.Amount).Any(a => a.First >= from && a.End <= end && a.Amount is { Currency.Length: > 0 } or { Unit: "percent of GDP" } && !IsEarlier(read, a)) || RankIn(read, from, end) is not null;

    /// <summary>What a sentence with figures of several States says of one of them.</summary>
    private static Draft? OfOwner(ReadSentence read, Context context, Mention owner, int end, bool isFirst)
    {
        var measures = read.Sentence.Of("spending").ToList();
        var measure = measures.Where(m => m.First >= owner.First && m.First < end).Concat(measures.Where(m => m.First < owner.First).Reverse()).Concat(measures).FirstOrDefault();
        var spend = read.Sentence.Of("spend").Where(v => v.First < end).DefaultIfEmpty(read.Sentence.First("spend")).Last();
        var mode = Modes.Of(read, owner.End, owner.End);
        if (mode == Mode.NotSo)
        {
            return null;
        }

        var draft = Frame.Begin(ProposalKind.Spending, read, mode);
        draft.Add("country", FieldValue.Of(owner.State), read, owner, Confidence.Beside);
        AddMeasure(draft, read, measure.End > 0 ? [measure] : [], spend);
        AddAmounts(draft, read, owner.First, [.. read.Of(MentionKind.Amount).Where(a => a.First >= owner.End && a.End <= end)]);
        if (RankIn(read, owner.End, end) is { } rank)
        {
            draft.Add("rank", FieldValue.Of(rank.Value), read, rank.First, rank.End, Confidence.Said);
        }
        else if ((Superlative(read, owner.End, end) ?? (isFirst ? Superlative(read, 0, owner.First) : null)) is { } most)
        {
            draft.Add("rank", FieldValue.Of("1"), read, most.First, most.End, Confidence.Beside);
        }

        AddPeriod(draft, read, owner.First, context);
        return Frame.End(draft, read);
    }

    /// <summary>"ranked seventh", "the 29th largest arms importer" behind a State.</summary>
    private static Mark? RankIn(ReadSentence read, int from, int end)
    {
        var verb = read.Sentence.Of("ranked").FirstOrDefault(v => v.First >= from && v.End <= end);
        var ordinal = read.Sentence.Of("ordinal").FirstOrDefault(o => o.First >= from && o.End <= end && (verb.End > 0 ? o.First >= verb.End && o.First - verb.End <= 4 : IsOfRank(read, o, end)));
        if (ordinal.End > 0)
        {
            return ordinal;
        }

        for (var i = from; i < end - 1; i++)
        {
            var text = read.Tokens[i].Text;
            if (char.IsAsciiDigit(text[0]) && text.Length > 2 && text[^2..] is "th" or "st" or "nd" or "rd" && read.Sentence.Of("rank").Any(r => r.First == i + 1))
            {
                return new Mark(i, i + 1, "rank", string.Concat(text.TakeWhile(char.IsAsciiDigit)));
            }
        }

        return null;
    }

    /// <summary>"the biggest spender", "el mayor presupuesto militar", "the highest in the subregion": the first of all, where no number stands before it.</summary>
    private static Mark? Superlative(ReadSentence read, int from, int end)
    {
        foreach (var rank in read.Sentence.Of("rank").Where(r => r.First > from && r.End <= end && read.Tokens[r.First - 1].Folded is "the" or "le" or "la" or "el" or "'s"))
        {
            if (!read.Sentence.Of("ordinal").Any(o => Math.Abs(o.First - rank.First) <= 2) && (read.Sentence.Of("spending").Any(m => m.First >= rank.End && m.First - rank.End <= 2)
                || (rank.End < read.Tokens.Count && read.Tokens[rank.End].Folded is "in" or "of" or "on" or "en" or "de" or "du" or "au" or "." && read.Sentence.Of("spending").Any(m => m.First < rank.First))))
            {
                return rank;
            }
        }

        return null;
    }

    private static bool IsOfRank(ReadSentence read, Mark ordinal, int end) =>
        read.Sentence.Of("rank").Any(r => r.First >= ordinal.End && r.First - ordinal.End <= 1 && r.End <= end) && read.Sentence.Of("spending").Any(m => m.First > ordinal.First && m.First - ordinal.End <= 5);

    private static Draft? OfSentence(ReadSentence read, Context context)
    {
        var measures = read.Sentence.Of("spending");
        var spend = read.Sentence.First("spend");
        var at = measures.Count > 0 ? measures[0].First : spend.First;
        var mode = Modes.Of(read, at, at + 1);
        if (mode == Mode.NotSo || Country(read, at) is not { } country)
        {
            return null;
        }

        var draft = Frame.Begin(ProposalKind.Spending, read, mode);
        draft.Add("country", FieldValue.Of(country.State), read, country, Confidence.Beside);
        AddMeasure(draft, read, measures, spend);
        var hasFigure = AddAmounts(draft, read, at, read.Of(MentionKind.Amount).ToList());
        var hasRank = AddRank(draft, read, measures);
        if (!hasRank && Superlative(read, 0, read.Tokens.Count) is { } most)
        {
            draft.Add("rank", FieldValue.Of("1"), read, most.First, most.End, Confidence.Beside);
            hasRank = true;
        }

        var hasChange = read.Sentence.Of("change").Any(c => !read.Mentions.Any(m => m.Kind == MentionKind.Date && m.First <= c.First && c.First < m.End));
        if (!hasFigure && !hasRank && !hasChange)
        {
            return null;
        }

        AddPeriod(draft, read, at, context);
        return Frame.End(draft, read);
    }

    /// <summary>The State nearest to the measure: its owner ("Morocco's defence budget"), its subject, or in it ("expenditure in Algeria").</summary>
    private static Mention? Country(ReadSentence read, int at)
    {
        var states = read.Mentions.Where(m => m.Kind == MentionKind.State && m.State.Length > 0 && !read.Mentions.Any(p => p.Kind is MentionKind.Office or MentionKind.Person && p.First <= m.First && m.End <= p.End)).ToList();
        var owner = states.Find(s => s.End <= at && at - s.End <= 3 && s.End < read.Tokens.Count && (read.Tokens[s.End].Folded == "'s" || s.Form == NameForm.Adjective));
        return owner ?? states.Where(s => s.End <= at && s.Form != NameForm.Adjective && !Participants.IsPlace(read, s)).LastOrDefault() ?? states.Where(s => s.First >= at).MinBy(s => s.First) ?? states.LastOrDefault();
    }

    private static void AddMeasure(Draft draft, ReadSentence read, IReadOnlyList<Mark> measures, Mark spend)
    {
        if (measures.Count > 0)
        {
            draft.Add("measure", FieldValue.Of(measures[0].Value), read, measures[0].First, measures[0].End, Confidence.Said);
        }
        else
        {
            draft.Add("measure", FieldValue.Of("military spending"), read, spend.First, spend.End, Confidence.Beside);
        }
    }

    private static bool AddAmounts(Draft draft, ReadSentence read, int at, List<Mention> amounts)
    {
        var money = amounts.Where(a => a.Amount is { Currency.Length: > 0 }).Where(a => !IsEarlier(read, a)).MinBy(a => Frame.Distance(a, at));
        var share = amounts.Find(a => a.Amount is { Unit: "percent of GDP" });
        if (money?.Amount is { } sum)
        {
            draft.Add("value", FieldValue.Money(sum.Number, sum.Currency), read, money, Confidence.Said);
        }

        if (share?.Amount is { } part)
        {
            draft.Add("value", FieldValue.Share(part.Number, part.Unit), read, share, Confidence.Said);
        }

        return money is not null || share is not null;
    }

    /// <summary>"up from $4.8 billion": the sum before.</summary>
    private static bool IsEarlier(ReadSentence read, Mention amount) => amount.First > 0 && read.Tokens[amount.First - 1].Folded is "from" or "against" or "contre" or "frente" or "desde" or "than" || (amount.First > 1 && read.Tokens[amount.First - 1].Folded is "de" or "los" && read.Tokens[amount.First - 2].Folded is "passe" or "paso" or "frente");

    /// <summary>"third largest importer of arms", "premier importateur d'armes", "segundo mayor importador".</summary>
    private static bool AddRank(Draft draft, ReadSentence read, IReadOnlyList<Mark> measures)
    {
        var sentence = read.Sentence;
        foreach (var measure in measures.Where(m => m.Value is "arms imports" or "arms exports" or "military spender" or "military expenditure" or "military spending" or "defence budget"))
        {
            var rank = sentence.Of("rank").LastOrDefault(r => r.First < measure.First && measure.First - r.First <= 6);
            var ordinal = sentence.Of("ordinal").LastOrDefault(o => o.First < measure.First && measure.First - o.First <= 5);
            if (rank.End == 0 && ordinal.End == 0 || (rank.End == 0 && sentence.Language == Language.English))
            {
                continue;
            }

            var digits = rank.First > 0 && rank.End > 0 && char.IsAsciiDigit(read.Tokens[rank.First - 1].Text[0]) && !read.Tokens[rank.First - 1].IsNumber ? rank.First - 1 : -1;
            if (digits >= 0)
            {
                draft.Add("rank", FieldValue.Of(string.Concat(read.Tokens[digits].Text.TakeWhile(char.IsAsciiDigit))), read, digits, measure.End, Confidence.Said);
                return true;
            }

            var first = ordinal.End > 0 ? ordinal.First : rank.First;
            if (rank.End == 0 && measure.Value is not ("arms imports" or "arms exports"))
            {
                continue;
            }

            draft.Add("rank", FieldValue.Of(ordinal.End > 0 ? ordinal.Value : "1"), read, first, measure.End, Confidence.Said);
            return true;
        }

        return false;
    }

    private static void AddPeriod(Draft draft, ReadSentence read, int at, Context context)
    {
        Frame.AddPeriod(draft, read, context);
        var year = read.Of(MentionKind.Date).Where(d => d.Date is { IsPeriod: false } && !(d.First > 0 && read.Tokens[d.First - 1].Folded is "since" or "depuis" or "desde")).MinBy(d => Frame.Distance(d, at));
        if (year?.Date?.Iso(context.Date) is { } iso)
        {
            draft.Add("period", FieldValue.Of(iso), read, year, Confidence.Beside);
        }
    }
}
