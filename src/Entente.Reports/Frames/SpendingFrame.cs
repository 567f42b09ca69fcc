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

        var at = measures.Count > 0 ? measures[0].First : spend.First;
        var mode = Modes.Of(read, at, at + 1);
        if (mode == Mode.NotSo || Country(read, at) is not { } country)
        {
            return [];
        }

        var draft = Frame.Begin(ProposalKind.Spending, read, mode);
        draft.Add("country", FieldValue.Of(country.State), read, country, Confidence.Beside);
        AddMeasure(draft, read, measures, spend);
        var hasFigure = AddAmounts(draft, read, at);
        var hasRank = AddRank(draft, read, measures);
        var hasChange = read.Sentence.Of("change").Any(c => !read.Mentions.Any(m => m.Kind == MentionKind.Date && m.First <= c.First && c.First < m.End));
        if (!hasFigure && !hasRank && !hasChange)
        {
            return [];
        }

        AddPeriod(draft, read, at, context);
        return [Frame.End(draft, read)];
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

    private static bool AddAmounts(Draft draft, ReadSentence read, int at)
    {
        var amounts = read.Of(MentionKind.Amount).ToList();
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
