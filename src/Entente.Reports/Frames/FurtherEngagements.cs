using Entente.Reports.Lexicons;
using Entente.Reports.Mentions;
using Entente.Reports.Proposals;

namespace Entente.Reports.Frames;

/// <summary>What a sentence tells beside its engagement: another one, an earlier one of the series, or what was talked about at one before it.</summary>
internal static class FurtherEngagements
{
    /// <summary>"... was received by the president before meeting his counterpart, General Thiaw": another meeting of the same people in one sentence.</summary>
    public static IEnumerable<Draft> Second(Draft draft, ReadSentence read, Mark trigger, Context context)
    {
        if (trigger.Class is not ("received-by" or "receive" or "meet") || draft.Named("actors").FirstOrDefault() is null && draft.Pronoun < 0)
        {
            return [];
        }

        var verb = read.Sentence.Of("meet").Concat(read.Sentence.Of("received-by")).FirstOrDefault(m => m.First >= trigger.End && read.Tokens.Skip(Math.Max(trigger.End, m.First - 3)).Take(Math.Min(3, m.First - trigger.End)).Any(t => t.Folded is "before" or "after" or "then" or "avant" or "apres" or "puis" or "antes" or "tras" or "luego"));
        var hosts = verb.End > 0 ? Participants.Behind(read, verb.End, read.Tokens.Count).Where(h => !draft.Fields.Exists(f => f.Name is "actors" or "hosts" && f.Start == read.Tokens[h.First].Start)).ToList() : [];
        if (hosts.Count == 0)
        {
            return [];
        }

        var second = Frame.Begin(ProposalKind.Engagement, read, draft.IsAnnounced ? Mode.Announced : Mode.Stated);
        second.Fields.AddRange(draft.Named(trigger.Class == "receive" ? "hosts" : "actors").Select(f => f with { Name = "actors" }));
        second.Pronoun = draft.Pronoun;
        EngagementFrame.Add(second, read, "hosts", hosts);
        EngagementFrame.AddForm(second, read, verb);
        EngagementFrame.AddOffices(second, read);
        Frame.AddDate(second, read, verb.First, context);
        Frame.AddPlace(second, read, verb.First, m => m.Form != NameForm.Region);
        return [Frame.End(second, read)];
    }

    /// <summary>What a sentence adds to an engagement, with the earlier ones of its series that it dates.</summary>
    public static IEnumerable<Draft> Additions(ReadSentence read, Context context)
    {
        if (Addition(read) is not { } addition)
        {
            return [];
        }

        var earlier = addition.Has("series") ? Series.Find(read)?.Earlier ?? [] : [];
        return [addition, .. earlier.Select(date => EarlierOne(addition, read, date, context))];
    }

    /// <summary>A sentence without a verb of meeting that tells what was talked about.</summary>
    private static Draft? Addition(ReadSentence read)
    {
        if (read.Sentence.Of("topic") is not [var topic, ..] && read.Sentence.Of("series").Count == 0 || Modes.Of(read, read.Sentence.First("topic").First, 1) == Mode.NotSo)
        {
            return null;
        }

        var draft = new Draft(ProposalKind.Engagement, read) { IsContinuation = true };
        if (IsOfTalks(read))
        {
            Topics.Add(draft, read, 0);
        }

        if (Series.Find(read) is { } series && (read.Sentence.Of("visit-noun").Count > 0 || read.Sentence.Of("meeting-noun").Count > 0))
        {
            draft.Add("series", FieldValue.Of(Sentences.SentenceText.Of(read.Sentence, series.First, series.End)), read, series.First, series.End, Confidence.Carried);
            if (read.Sentence.Of("visit-noun") is [var noun, ..])
            {
                draft.Add("form", FieldValue.Of("visit"), read, noun.First, noun.End, Confidence.Carried);
            }
        }

        return draft.Fields.Count > 0 ? draft : null;
    }

    /// <summary>Whether those who met, or their talks, are what the sentence is about: they stand before the word for what was talked about.</summary>
    private static bool IsOfTalks(ReadSentence read)
    {
        var topic = read.Sentence.First("topic");
        return topic.End > 0 && topic.First <= 30 && (topic.First <= 1 || read.Mentions.Any(m => m.Kind is MentionKind.Both or MentionKind.Person or MentionKind.Office && m.First < topic.First)
            || read.Sentence.Of("meeting-noun").Concat(read.Sentence.Of("visit-noun")).Concat(read.Sentence.Of("delegation")).Any(n => n.First < topic.End) || read.Tokens.Take(topic.First).Any(t => t.Folded is "he" or "she" or "they" or "il" or "elle" or "ils" or "discussions" or "echanges"));
    }

    /// <summary>An earlier one of the same series, of which a sentence tells the date.</summary>
    public static Draft EarlierOne(Draft later, ReadSentence read, Mention date, Context context)
    {
        var draft = new Draft(ProposalKind.Engagement, read) { EarlierThan = later };
        draft.States.UnionWith(later.States);
        if (read.Sentence.Of("visit-noun").Concat(read.Sentence.Of("meeting-noun")).FirstOrDefault() is { End: > 0 } noun)
        {
            draft.Add("form", FieldValue.Of(noun.Value), read, noun.First, noun.End, Confidence.Carried);
        }

        draft.Add("date", date.Date?.Iso(context.Date) is { } iso ? FieldValue.Of(iso) : FieldValue.Open, read, date, Confidence.Beside);
        return Frame.End(draft, read);
    }
}
