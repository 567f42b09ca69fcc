using Entente.Reports.Mentions;
using Entente.Reports.Proposals;
using Entente.Reports.Sentences;

namespace Entente.Reports.Frames;

/// <summary>What all kinds share: dates, places and the whole sentence.</summary>
internal static class Frame
{
    /// <summary>A draft with the sentence as its summary.</summary>
    public static Draft Begin(ProposalKind kind, ReadSentence read, Mode mode)
    {
        var draft = new Draft(kind, read) { IsAnnounced = mode == Mode.Announced };
        draft.States.UnionWith(Context.StatesIn(read));
        return draft;
    }

    /// <summary>Adds the whole sentence at the end, when everything else is there.</summary>
    public static Draft End(Draft draft, ReadSentence read)
    {
        draft.Add("summary", FieldValue.Of(SentenceText.Of(read.Sentence, 0, read.Tokens.Count)), read, 0, read.Tokens.Count, draft.IsAnnounced ? Confidence.Announced : Confidence.Said);
        return draft;
    }

    /// <summary>Adds the date that stands nearest to a token and is not only a bound ("since 2010").</summary>
    public static void AddDate(Draft draft, ReadSentence read, int near, Context context, Func<Mention, bool>? fits = null)
    {
        var date = read.Of(MentionKind.Date).Where(m => !IsBound(read, m) && !IsAdjective(read, m) && m.Date is { IsPeriod: false } && (fits is null || fits(m))).MinBy(m => (m.Date is { Year: not null, Month: null } ? 100 : 0) + Distance(m, near));
        if (date?.Date is { } found)
        {
            draft.DateWords = Literal(read, date);
            draft.Add("date", found.Iso(context.Date) is { } iso ? FieldValue.Of(iso) : FieldValue.Open, read, date, found.Relative.Length > 0 || found.Weekday is not null ? Confidence.Beside : Confidence.Said);
        }
    }

    /// <summary>Adds a period of whole years.</summary>
    public static void AddPeriod(Draft draft, ReadSentence read, Context context)
    {
        if (read.Of(MentionKind.Date).FirstOrDefault(m => m.Date is { IsPeriod: true }) is { } period && period.Date?.Iso(context.Date) is { } iso)
        {
            draft.Add("period", FieldValue.Of(iso), read, period, Confidence.Said);
        }
    }

    /// <summary>Adds the place that stands nearest to a token: a city before a State.</summary>
    public static Mention? AddPlace(Draft draft, ReadSentence read, int near, Func<Mention, bool>? fits = null)
    {
        var place = read.Mentions.Where(m => !m.IsInside && (m.Kind is MentionKind.Place or MentionKind.State || IsSeat(read, m)) && (fits is null || fits(m)) && (Participants.IsPlace(read, m) || IsSeat(read, m) || IsOfBase(read, m)))
            .MinBy(m => (IsCity(m) ? 0 : IsSeat(read, m) ? 25 : 50) + Distance(m, near));
        if (place is not null)
        {
            AddPlace(draft, read, place);
        }

        return place;
    }

    /// <summary>Adds a place by the name that stands there; of a State its English short name.</summary>
    public static void AddPlace(Draft draft, ReadSentence read, Mention place)
    {
        draft.PlaceState = draft.Has("place") ? draft.PlaceState : place.State;
        draft.Add("place", FieldValue.Of(place is { Kind: MentionKind.State, Form: Lexicons.NameForm.Name } ? place.Value : Literal(read, place)), read, place, Confidence.Beside);
    }

    /// <summary>The words of a mention.</summary>
    public static string Literal(ReadSentence read, Mention mention) => SentenceText.Of(read.Sentence, mention.First, mention.End);

    /// <summary>How many tokens part a mention from a token.</summary>
    public static int Distance(Mention mention, int token) => mention.First > token ? mention.First - token : Math.Max(0, token - mention.End + 1);

    /// <summary>"at the Pentagon", "à l'Élysée": a body of one word by whose name its house is meant.</summary>
    private static bool IsSeat(ReadSentence read, Mention mention) => mention is { Kind: MentionKind.Body, Form: Lexicons.NameForm.Service, Value: "Pentagon" or "White House" or "Kremlin" or "Élysée" or "State Department" } && mention.First > 0
        && (read.Tokens[mention.First - 1].Folded is "at" or "au" or "en" || (mention.First > 1 && read.Tokens[mention.First - 2].Folded is "at" or "a" or "en" or "in"));

    private static bool IsCity(Mention mention) => mention.Form is Lexicons.NameForm.Capital or Lexicons.NameForm.City;

    /// <summary>"en la base de Hammaguir", "the port of Bizerte".</summary>
    private static bool IsOfBase(ReadSentence read, Mention mention) => mention.Form == Lexicons.NameForm.City && mention.First > 1 && (read.Sentence.Has("place-word", mention.First - 2) || (mention.First > 2 && read.Sentence.Has("place-word", mention.First - 3)));

    /// <summary>"the September earthquake": a month that says which, not when.</summary>
    private static bool IsAdjective(ReadSentence read, Mention date) => date is { Date: { Year: null, Day: null, Month: not null } } && date.End - date.First == 1 && date.First > 0 && date.End < read.Tokens.Count
        && read.Tokens[date.First - 1].Folded == "the" && read.Tokens[date.End] is { IsWord: true, IsCapital: false };

    private static bool IsBound(ReadSentence read, Mention date) => date.First > 0 && read.Tokens[date.First - 1].Folded is "since" or "depuis" or "desde" or "before" or "avant" or "منذ" or "by" or "until" or "hasta" or "jusqu'en" or "jusqu'au" || (date.First > 1 && read.Tokens[date.First - 2].Folded is "منذ" or "depuis" or "desde" or "jusqu'" or "jusqu'a" or "until" or "hasta");
}
