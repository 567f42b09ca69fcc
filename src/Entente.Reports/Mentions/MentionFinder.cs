using Entente.Reports.Sentences;

namespace Entente.Reports.Mentions;

/// <summary>Reads all that the sentences of one report name, in their order: people explained once are known by their family name afterwards.</summary>
internal sealed class MentionFinder
{
    private readonly Dictionary<string, Mention> _people = new(StringComparer.Ordinal);

    /// <summary>What the sentences name.</summary>
    public List<ReadSentence> Read(IReadOnlyList<Sentence> sentences) => [.. sentences.Select(Read)];

    private ReadSentence Read(Sentence sentence, int index)
    {
        var names = new Names(sentence);
        var offices = new OfficeFinder(sentence, names).Find();
        var dates = new DateFinder(sentence).Find();
        var people = new PersonFinder(sentence, names, offices, _people).Find();
        var exercises = new ExerciseFinder(sentence, names).Find();
        var equipment = new EquipmentFinder(sentence, names).Find().Where(e => !people.Exists(p => Overlap(p, e)) && !exercises.Exists(x => Overlap(x, e)) && !dates.Exists(d => Overlap(d, e))).ToList();
        var bodies = new BodyFinder(sentence, names).Find().Where(b => !offices.Exists(o => Overlap(o, b)) && !people.Exists(p => Overlap(p, b))).ToList();
        List<Mention> mentions = [.. names.Found, .. offices, .. people, .. exercises, .. equipment, .. bodies];
        mentions.AddRange(new PlaceFinder(sentence, names).Find(mentions));
        mentions.AddRange(dates);
        mentions.AddRange(new AmountFinder(sentence, names).Find().Where(a => !dates.Exists(d => Overlap(d, a))));
        mentions.AddRange(sentence.Of("both").Select(m => new Mention(MentionKind.Both, m.First, m.End, "")));
        foreach (var mention in mentions)
        {
            mention.IsInside = mention.Kind is MentionKind.State or MentionKind.Place or MentionKind.Body or MentionKind.Group or MentionKind.Exercise && mentions.Exists(outer => outer != mention
                && outer.Kind is MentionKind.Office or MentionKind.Person or MentionKind.Body or MentionKind.Exercise or MentionKind.Equipment && outer.First <= mention.First && mention.End <= outer.End
                && (outer.First < mention.First || outer.End > mention.End || outer.Kind is MentionKind.Office or MentionKind.Exercise));
        }

        return new(sentence, index, [.. mentions.Where(m => m.Kind != MentionKind.Exercise || !m.IsInside || !exercises.Contains(m)).OrderBy(m => m.First).ThenBy(m => m.End)]);
    }

    private static bool Overlap(Mention a, Mention b) => a.First < b.End && b.First < a.End;
}
