using Entente.Reports.Lexicons;
using Entente.Reports.Mentions;
using Entente.Reports.Proposals;

namespace Entente.Reports.Frames;

/// <summary>Visits, meetings and calls: who came or called, who received, where, when, about what, and the how-manieth it is.</summary>
internal static class EngagementFrame
{
    /// <summary>Tokens at the beginning of a sentence among which somebody stands who was named before ("On 15 October the general ...").</summary>
    private const int OpeningWords = 7;

    private static readonly string[] Verbs = ["received-by", "receive", "meet", "call", "visit"];

    private static readonly string[] Nouns = ["visit-noun", "meeting-noun"];

    private static readonly HashSet<string> Determiners =
    [
        "the", "a", "an", "this", "that", "his", "her", "its", "their", "working", "official", "recent", "first", "second", "third", "such", "'s", "le", "la", "une", "un", "cette", "sa", "son", "ce", "l'", "d'", "de", "el", "una", "su", "esta", "este", "day", "private",
        "joint", "high-level", "annual", "state", "new", "of", "for", "during", "premiere", "deuxieme", "primera", "segunda", "oficial", "no", "port", "two", "three", "each", "every", "last", "previous", "upcoming", "planned", "leur", "les", "des", "aucune",
    ];

    private static readonly HashSet<string> BackPointing = ["this", "that", "these", "cette", "ce", "cet", "esta", "este", "dicha", "هذه", "هذا", "such"];

    /// <summary>The engagement of a sentence, or what it adds to one before it.</summary>
    public static IEnumerable<Draft> Read(ReadSentence read, Context context)
    {
        if (Trigger(read) is not { } trigger)
        {
            return FurtherEngagements.Additions(read, context);
        }

        var mode = Modes.Of(read, trigger.First, trigger.End);
        if (mode == Mode.NotSo)
        {
            return [];
        }

        var draft = Frame.Begin(ProposalKind.Engagement, read, mode);
        var series = Series.Find(read);
        var place = FillPeople(draft, read, trigger, context);
        AddForm(draft, read, trigger);
        AddOffices(draft, read);
        Frame.AddDate(draft, read, trigger.First, context, m => series is null || !series.Earlier.Contains(m));
        place ??= Frame.AddPlace(draft, read, trigger.First, m => m.Form != NameForm.Region);
        Topics.Add(draft, read, trigger.First);
        if (series is { } found)
        {
            draft.Add("series", FieldValue.Of(Sentences.SentenceText.Of(read.Sentence, found.First, found.End)), read, found.First, found.End, Confidence.Said);
        }

        draft.IsContinuation = IsBackPointing(read, trigger) || !draft.Has("actors");
        draft.Pronoun = draft.Has("actors") ? -1 : Pronoun(read);
        draft.IsOfPronoun = Pronoun(read) >= 0 || (!draft.Has("actors") && draft.Has("hosts"));
        draft.IsOfOccasion = read.Tokens.Count > 3 && read.Sentence.HasBetween("occasion", 0, Math.Min(8, read.Tokens.Count));
        if (!IsEnough(draft, read, place, trigger, series))
        {
            return FurtherEngagements.Additions(read, context);
        }

        Frame.End(draft, read);
        return [draft, .. FurtherEngagements.Second(draft, read, trigger, context), .. (series?.Earlier ?? []).Select(date => FurtherEngagements.EarlierOne(draft, read, date, context))];
    }

    /// <summary>The verb, or else the noun, that makes a sentence tell of an engagement.</summary>
    private static Mark? Trigger(ReadSentence read)
    {
        // Where nobody is named, the words for holding an exercise hold no meeting.
        if (read.Sentence.Of("exercise").Count > 0 && !read.Mentions.Any(m => m.Kind == MentionKind.Person))
        {
            return null;
        }

        var verb = Verbs.SelectMany(c => read.Sentence.Of(c)).Where(mark => IsVerb(read, mark)).OrderBy(m => m.First).FirstOrDefault();
        if (verb.End > 0)
        {
            return verb;
        }

        foreach (var wordClass in Nouns)
        {
            if (read.Sentence.Of(wordClass) is [var first, ..])
            {
                return first;
            }
        }

        return null;
    }

    /// <summary>The pronoun at the beginning of a sentence that stands for somebody named before; -1 where there is none.</summary>
    private static int Pronoun(ReadSentence read)
    {
        for (var i = 0; i < Math.Min(OpeningWords, read.Tokens.Count); i++)
        {
            if ((i < 3 || read.Tokens[i - 1].Is(",")) && read.Tokens[i].Folded is "he" or "she" or "they" or "il" or "elle" or "ils" or "elles" or "ella" or "ellos" || IsRankAlone(read, i))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>"received a delegation led by General Driss, inspector of artillery": people or a delegation stand nearer than equipment.</summary>
    private static bool IsOfPeople(ReadSentence read, Mark mark)
    {
        var equipment = read.Of(MentionKind.Equipment).Where(e => e.First >= mark.End).Select(e => e.First).DefaultIfEmpty(int.MaxValue).Min();
        var people = read.Mentions.Where(m => m.First >= mark.End && m.Kind is MentionKind.Person or MentionKind.Office).Select(m => m.First).Concat(read.Sentence.Of("delegation").Where(d => d.First >= mark.End).Select(d => d.First)).DefaultIfEmpty(int.MaxValue).Min();
        return people < equipment;
    }

    /// <summary>"the general travelled", "le général": a rank without a name, behind an article.</summary>
    private static bool IsRankAlone(ReadSentence read, int at) => at > 0 && read.Sentence.Has("rank", at) && read.Tokens[at - 1].Folded is "the" or "le" or "el" && at + 1 < read.Tokens.Count && read.Tokens[at + 1] is { IsWord: true, IsCapital: false } && !read.Sentence.Has("of", at + 1)
        && !read.Mentions.Any(m => m.Kind is MentionKind.Person or MentionKind.Office && m.First <= at && at < m.End);

    /// <summary>"visit" behind an article is the noun; "met" needs somebody behind it or two before it.</summary>
    private static bool IsVerb(ReadSentence read, Mark mark)
    {
        if (mark.End - mark.First == 1 && mark.First > 0 && Determiners.Contains(read.Tokens[mark.First - 1].Folded) && mark.Class is "visit" or "meet" && read.Tokens[mark.First].Folded is not "met")
        {
            return false;
        }

        var people = read.Mentions.Count(m => m.Kind == MentionKind.Person || (m.Kind == MentionKind.Office && !read.Mentions.Any(p => p.Office?.First == m.First)));
        var parties = people + read.Mentions.Count(m => m.Kind is MentionKind.State or MentionKind.Body or MentionKind.Both && !m.IsInside) + (read.Sentence.Of("delegation").Count > 0 ? 1 : 0) + (Pronoun(read) >= 0 ? 1 : 0);
        return mark.Class switch
        {
            // "received six helicopters", "Morocco received": nobody is received but people and delegations.
            "receive" when !read.Mentions.Any(m => m.First >= mark.End && m.Kind is MentionKind.Person or MentionKind.Office) && read.Sentence.Of("delegation").Count == 0 => false,
            "receive" or "received-by" => people >= 1 && (read.Sentence.Of("equipment").Count == 0 || IsOfPeople(read, mark)) && (mark.Class == "received-by" || people >= 2 || read.Sentence.Of("delegation").Count > 0 || parties >= 3),
            "meet" => parties >= 2,
            "call" => people >= 1 && parties >= 2,
            _ => people >= 1 || read.Sentence.Of("delegation").Count > 0 || Pronoun(read) >= 0,
        };
    }

    private static Mention? FillPeople(Draft draft, ReadSentence read, Mark trigger, Context context)
    {
        var clause = Modes.ClauseStart(read.Sentence, trigger.First);
        var before = Participants.Before(read, clause, trigger.First);
        var behind = Participants.Behind(read, trigger.End, read.Tokens.Count);
        before = before.Count == 0 && clause > 0 && read.Sentence.Tokens[clause - 1].Is(":") ? Participants.Before(read, 0, clause) : before;
        if (read.Sentence.Language == Language.Arabic && behind.Count >= 2)
        {
            // The verb comes first, then who does it, then to whom.
            (before, behind) = ([behind[0]], [.. behind.Skip(1)]);
        }
        else if (read.Sentence.Language == Language.Arabic && behind.Count == 1)
        {
            var people = read.Mentions.Where(m => m.Kind == MentionKind.Person && m.First >= trigger.End).ToList();
            before = people.Count >= 2 ? people[..1] : behind;
            behind = people.Count >= 2 ? people[1..2] : [];
        }

        before = before.Count == 0 || before.TrueForAll(m => m.Kind == MentionKind.State) ? Resolved(read, before, trigger, context) : before;
        return trigger.Class switch
        {
            "receive" => Fill(draft, read, actors: behind, hosts: before),
            "received-by" => Fill(draft, read, actors: before, hosts: Receivers(read, trigger, behind)),
            "visit" => Visit(draft, read, trigger, before),
            "visit-noun" => VisitNoun(draft, read, trigger, before, behind, context),
            "meeting-noun" => Meeting(draft, read, before, behind, context),
            // Those who chair together are all there is; what they chair is no host.
            _ => Meet(draft, read, before, before.Count(m => m.Kind == MentionKind.Person) >= 2 ? [.. behind.Where(m => m.Kind == MentionKind.Person)] : behind),
        };
    }

    /// <summary>Who receives stands behind "by": "ha sido recibido hoy en Rabat por el rey".</summary>
    private static List<Mention> Receivers(ReadSentence read, Mark trigger, List<Mention> behind) =>
        read.Sentence.Of("by").FirstOrDefault(b => b.First >= trigger.End && read.Tokens[b.First].Folded is "by" or "par" or "por") is { End: > 0 } by ? Participants.Behind(read, by.End, read.Tokens.Count) : behind;

    /// <summary>"The commander met": an office of one word means the person of that office named last; "he" the last person.</summary>
    private static List<Mention> Resolved(ReadSentence read, List<Mention> before, Mark trigger, Context context)
    {
        var bare = read.Mentions.LastOrDefault(m => m.Kind == MentionKind.Office && m.End <= trigger.First && m.End - m.First == 1);
        return bare is not null && context.PersonOf(read, Folding.Of(bare.Value), bare.First) is { } person ? [person with { First = bare.First, End = bare.End, Office = null }] : before;
    }

    private static Mention? Fill(Draft draft, ReadSentence read, List<Mention> actors, List<Mention> hosts)
    {
        Add(draft, read, "actors", actors);
        Add(draft, read, "hosts", hosts);
        return null;
    }

    private static Mention? Visit(Draft draft, ReadSentence read, Mark trigger, List<Mention> before)
    {
        Add(draft, read, "actors", before);
        var goal = read.Mentions.FirstOrDefault(m => m.First >= trigger.End && m.First <= trigger.End + 4 && !m.IsInside && m.Kind is MentionKind.State or MentionKind.Place && m.Form != NameForm.Adjective && m.Form != NameForm.Region);
        // "a effectué une visite de travail à Rabat": the place may stand further behind.
        goal ??= read.Mentions.FirstOrDefault(m => m.First >= trigger.End && !m.IsInside && Participants.IsPlace(read, m) && m.Form is NameForm.Capital or NameForm.City);
        if (goal is not null)
        {
            Frame.AddPlace(draft, read, goal);
        }

        var talks = read.Sentence.Of("meeting-noun").FirstOrDefault(m => m.First > trigger.First && m.End < read.Tokens.Count && read.Tokens[m.End].Folded is "with" or "avec" or "con");
        var second = talks.End > 0 ? talks : read.Sentence.Of("meet").Concat(read.Sentence.Of("received-by")).FirstOrDefault(m => m.First > trigger.First);
        if (second.End > 0)
        {
            Add(draft, read, "hosts", Participants.Behind(read, second.End, read.Tokens.Count));
        }
        else if (read.Sentence.Of("invitation") is [var invitation, ..])
        {
            AddInviting(draft, read, invitation, trigger);
        }

        return goal;
    }

    private static void AddInviting(Draft draft, ReadSentence read, Mark invitation, Mark trigger)
    {
        var hosts = Participants.Behind(read, invitation.End, invitation.First < trigger.First ? trigger.First : read.Tokens.Count);
        Add(draft, read, "hosts", [.. hosts.Take(1).Where(h => !draft.Named("actors").Any(a => a.Value.Words == h.Value))]);
    }

    private static Mention? VisitNoun(Draft draft, ReadSentence read, Mark trigger, List<Mention> before, List<Mention> behind, Context context)
    {
        var of = trigger.End < read.Tokens.Count && read.Tokens[trigger.End].Folded is "of" or "by" or "de" or "du" or "del" or "d'" or "que";
        var by = read.Sentence.Of("by").FirstOrDefault(m => m.First > trigger.First && read.Mentions.Any(p => p.First >= m.End && p.First <= m.End + 2 && p.Kind is MentionKind.Person or MentionKind.Office));
        var actors = by.End > 0 ? Participants.Behind(read, by.End, read.Tokens.Count) : of ? behind : before.Count > 0 ? before : behind;
        Add(draft, read, "actors", actors);
        var met = read.Sentence.Of("meet").Concat(read.Sentence.Of("receive")).FirstOrDefault(m => m.First > trigger.First);
        if (met.End > 0)
        {
            Add(draft, read, "hosts", [.. Participants.Behind(read, met.End, read.Tokens.Count).Where(m => !actors.Contains(m))]);
        }

        var goal = read.Mentions.FirstOrDefault(m => m.First >= trigger.End && !m.IsInside && m.Kind is MentionKind.State or MentionKind.Place && m.Form is not (NameForm.Adjective or NameForm.Region) && Participants.IsPlace(read, m));
        if (goal is not null)
        {
            Frame.AddPlace(draft, read, goal);
        }

        return goal;
    }

    private static Mention? Meeting(Draft draft, ReadSentence read, List<Mention> before, List<Mention> behind, Context context)
    {
        var people = read.Of(MentionKind.Person).ToList();
        if (people.Count >= 2)
        {
            return Meet(draft, read, [people[0]], people[1..]);
        }

        if (before.Count > 0 && behind.Count > 0)
        {
            return Meet(draft, read, before, behind);
        }

        var states = read.States.Where(s => !Participants.IsPlace(read, s)).ToList();
        if (states.DistinctBy(s => s.State).Count() >= 2)
        {
            Add(draft, read, "actors", [.. states.DistinctBy(s => s.State)]);
        }
        else if (read.Of(MentionKind.Both).FirstOrDefault() is { } both)
        {
            foreach (var state in context.Pair(read))
            {
                draft.Add("actors", FieldValue.Of(state), read, both, Confidence.Carried);
            }
        }
        else
        {
            Add(draft, read, "actors", before.Count > 0 ? before : behind);
        }

        return null;
    }

    /// <summary>Whoever meets somebody in the capital of his own State is the host.</summary>
    private static Mention? Meet(Draft draft, ReadSentence read, List<Mention> before, List<Mention> behind)
    {
        var place = read.Mentions.Where(m => !m.IsInside && Participants.IsPlace(read, m) && m.State.Length > 0).Select(m => m.State).FirstOrDefault() ?? "";
        var isHost = place.Length > 0 && before.Exists(m => StateOf(read, m) == place) && !behind.Exists(m => StateOf(read, m) == place);
        if (!isHost && place.Length > 0 && before.Count == 1 && StateOf(read, before[0]).Length == 0 && behind.Exists(m => StateOf(read, m).Length > 0 && StateOf(read, m) != place))
        {
            isHost = true;
        }

        return isHost ? Fill(draft, read, actors: behind, hosts: before) : Fill(draft, read, actors: before, hosts: behind);
    }

    private static string StateOf(ReadSentence read, Mention mention) => mention.State.Length > 0 ? mention.State : mention.Office?.State ?? (mention.Kind == MentionKind.Person ? read.Mentions.FirstOrDefault(m => m.Kind == MentionKind.Office && m.End == mention.First)?.State ?? "" : "");

    /// <summary>Adds people, bodies or States as those who came or received.</summary>
    public static void Add(Draft draft, ReadSentence read, string name, List<Mention> mentions)
    {
        foreach (var mention in mentions)
        {
            var first = mention.First;
            draft.Add(name, FieldValue.Of(mention.Kind == MentionKind.State ? mention.State : mention.Value), read, first, mention.End, mention.Kind == MentionKind.Person ? Confidence.Said : Confidence.Beside);
        }
    }

    /// <summary>Adds visit, meeting or call.</summary>
    public static void AddForm(Draft draft, ReadSentence read, Mark trigger)
    {
        var noun = read.Sentence.First("visit-noun");
        var form = trigger.Class switch
        {
            "call" => "call",
            "meet" or "meeting-noun" when read.Sentence.Of("call-word").Count > 0 => "call",
            "visit" or "visit-noun" => "visit",
            _ => noun.End > 0 ? "visit" : "meeting",
        };
        var mark = form == "visit" && trigger.Class is not "visit" && noun.End > 0 ? noun : trigger;
        draft.Add("form", FieldValue.Of(form), read, mark.First, mark.End, Confidence.Beside);
    }

    /// <summary>Adds the offices of those who are in the draft.</summary>
    public static void AddOffices(Draft draft, ReadSentence read)
    {
        foreach (var office in read.Of(MentionKind.Office))
        {
            var isOfActor = draft.Fields.Any(f => f.Name is "actors" or "hosts" && (f.Start == read.Tokens[office.First].Start || read.Mentions.Any(p => p is { Kind: MentionKind.Person } && p.Office?.First == office.First && read.Tokens[p.First].Start == f.Start)));
            if (isOfActor && office.End - office.First >= 1 && !IsBareRank(read, office))
            {
                draft.Add("offices", FieldValue.Of(Frame.Literal(read, office)), read, office, Confidence.Said);
            }
        }

        // "the chief of the defence staff, General Luc Ferrand": office, comma, rank and name.
        foreach (var office in read.Of(MentionKind.Office))
        {
            var ofPerson = read.Mentions.FirstOrDefault(p => p.Kind == MentionKind.Person && draft.Fields.Exists(f => f.Name is "actors" or "hosts" && f.Start == read.Tokens[p.First].Start) && p.First - office.End is >= 0 and <= 3);
            var follows = read.Mentions.FirstOrDefault(p => p.Kind == MentionKind.Person && draft.Fields.Exists(f => f.Name is "actors" or "hosts" && f.Start == read.Tokens[p.First].Start) && office.First - p.End is 1 or 2 && read.Tokens[p.End].Is(",،("));
            if ((ofPerson ?? follows) is not null && !IsBareRank(read, office))
            {
                draft.Add("offices", FieldValue.Of(Frame.Literal(read, office)), read, office, Confidence.Said);
            }
        }
    }

    private static bool IsBareRank(ReadSentence read, Mention office) => office.End - office.First <= 5 && read.Sentence.Has("rank", office.First) && !read.Sentence.HasBetween("office", office.First, office.End) && read.Mentions.Any(m => m.Kind == MentionKind.Office && m != office);

    private static bool IsBackPointing(ReadSentence read, Mark trigger)
    {
        for (var i = Math.Max(0, trigger.First - 4); i < trigger.First; i++)
        {
            if (BackPointing.Contains(read.Tokens[i].Folded))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A verb with somebody, or a noun with somebody and a place, a date, a partner or a place in a series.</summary>
    private static bool IsEnough(Draft draft, ReadSentence read, Mention? place, Mark trigger, Series? series)
    {
        var count = draft.Named("actors").Count() + draft.Named("hosts").Count();
        var isVerb = trigger.Class is not ("visit-noun" or "meeting-noun");
        var details = (place is not null || draft.Has("place") ? 1 : 0) + (draft.Has("date") ? 1 : 0) + (series is null ? 0 : 1) + (draft.Has("topics") ? 1 : 0);
        return isVerb ? count >= 2 || (count >= 1 && (details >= 1 || draft.IsOfPronoun)) || (draft.Pronoun >= 0 && details >= 2) : (count >= 2 && details >= 1) || (count >= 1 && details >= 2) || (count >= 1 && details >= 1 && draft.Named("actors").Any() && (trigger.Class == "visit-noun"))
            || (series is not null && IsBackPointing(read, trigger));
    }
}
