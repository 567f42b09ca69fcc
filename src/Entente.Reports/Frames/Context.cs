using Entente.Reports.Lexicons;
using Entente.Reports.Mentions;

namespace Entente.Reports.Frames;

/// <summary>What a frame may know beyond its sentence: the report's day, the sentences before, and the States that it is about.</summary>
/// <param name="Sentences">All sentences of the report.</param>
/// <param name="Date">The day of the report; null where nothing tells it.</param>
internal sealed record Context(IReadOnlyList<ReadSentence> Sentences, DateOnly? Date)
{
    /// <summary>Sentences back in which "the two countries" may have been named.</summary>
    private const int Reach = 4;

    /// <summary>Sentences back in which the person of an office may have been named.</summary>
    private const int PersonReach = 40;

    private List<string>? _main;

    /// <summary>The two States that the report names most often.</summary>
    private List<string> Main => _main ??= [.. Sentences.SelectMany(s => s.Mentions).Where(m => m.State.Length > 0 && m.Kind is MentionKind.State or MentionKind.Office).CountBy(m => m.State).OrderByDescending(c => c.Value).Select(c => c.Key).Take(2)];

    /// <summary>The two States that "the two countries" means in a sentence: the last two named before it, else those that the report is about.</summary>
    public IReadOnlyList<string> Pair(ReadSentence sentence)
    {
        for (var back = 0; back <= Reach && back <= sentence.Index; back++)
        {
            var states = StatesIn(Sentences[sentence.Index - back]);
            if (states.Count == 2)
            {
                return states;
            }
        }

        return Main.Count == 2 ? Main : [];
    }

    /// <summary>The two States that the sentence or one of the two before it names; none where no such sentence names two.</summary>
    public IReadOnlyList<string> PairNear(ReadSentence sentence)
    {
        for (var back = 0; back <= 2 && back <= sentence.Index; back++)
        {
            var states = StatesIn(Sentences[sentence.Index - back]);
            if (states.Count == 2)
            {
                return states;
            }
        }

        return [];
    }

    /// <summary>The States that a sentence names, inside offices too, each once.</summary>
    public static List<string> StatesIn(ReadSentence sentence) =>
        [.. sentence.Mentions.Where(m => m.State.Length > 0 && m.Kind is MentionKind.State or MentionKind.Body or MentionKind.Office).Select(m => m.State).Distinct()];

    /// <summary>The person that an office without a name means: the last one named before it whose office has the word.</summary>
    public Mention? PersonOf(ReadSentence sentence, string word, int before)
    {
        for (var i = sentence.Index; i >= Math.Max(0, sentence.Index - PersonReach); i--)
        {
            var person = Sentences[i].Mentions.LastOrDefault(m => m is { Kind: MentionKind.Person, Office: not null } && (i < sentence.Index || m.End <= before) && Folding.Of(m.Office.Value).Contains(word, StringComparison.Ordinal));
            if (person is not null)
            {
                return person;
            }
        }

        return null;
    }
}
