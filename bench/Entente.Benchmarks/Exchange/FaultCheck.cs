namespace Entente.Benchmarks.Exchange;

/// <summary>A note by its conversation and its number there, from 1.</summary>
internal readonly record struct SentNote(string Conversation, long Number);

/// <summary>What became of notes.</summary>
/// <param name="Messages">How many were durably sent.</param>
/// <param name="Lost">How many of them had no effect.</param>
/// <param name="Duplicates">How many effects there were beside the first of each.</param>
/// <param name="Misordered">How many had their first effect after that of a later one of their conversation.</param>
internal readonly record struct FaultCounts(int Messages, int Lost, int Duplicates, int Misordered)
{
    /// <summary>Whether everything is as it was promised.</summary>
    public bool IsRight => (Lost, Duplicates, Misordered) == (0, 0, 0);

    /// <summary>Both together.</summary>
    public FaultCounts With(FaultCounts other) => new(Messages + other.Messages, Lost + other.Lost, Duplicates + other.Duplicates, Misordered + other.Misordered);

    /// <summary>Sets what a sender was told is sent against the effects at the recipient, in their order. A note that was sent and not acknowledged to whoever sent it may have its effect.</summary>
    public static FaultCounts Of(IEnumerable<SentNote> sent, IEnumerable<SentNote> effects)
    {
        var (seen, last) = (new HashSet<SentNote>(), new Dictionary<string, long>(StringComparer.Ordinal));
        var (duplicates, misordered) = (0, 0);
        foreach (var effect in effects)
        {
            if (!seen.Add(effect))
            {
                duplicates++;
            }
            else if (last.TryGetValue(effect.Conversation, out var before) && before > effect.Number)
            {
                misordered++;
            }
            else
            {
                last[effect.Conversation] = effect.Number;
            }
        }

        var all = sent.ToHashSet();
        return new(all.Count, all.Count(note => !seen.Contains(note)), duplicates, misordered);
    }
}
