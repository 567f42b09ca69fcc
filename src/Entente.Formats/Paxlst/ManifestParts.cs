namespace Entente.Formats.Paxlst;

/// <summary>Which parts of a message arrived (UNH S010: sequence of transfers and F on the last).</summary>
public sealed record ManifestParts
{
    /// <summary>Sequence numbers have two digits; a message that says otherwise must not be joined for ever.</summary>
    internal const int Most = 99;

    /// <summary>A message in one part, as where S010 is missing.</summary>
    public static ManifestParts One { get; } = new() { Numbers = [1], Last = 1 };

    /// <summary>The sequence numbers that arrived, from 1, ascending and each once; never empty.</summary>
    public required IReadOnlyList<int> Numbers { get; init; }

    /// <summary>The number of the last part, which carries F; null where it did not arrive.</summary>
    public int? Last { get; init; }

    /// <summary>True where the first part arrived.</summary>
    public bool HasFirst => Numbers[0] == 1;

    /// <summary>True where the last part arrived.</summary>
    public bool HasLast => Last is not null;

    /// <summary>True where all parts arrived.</summary>
    public bool AreComplete => HasFirst && Last == Numbers.Count && Numbers[^1] == Last;

    /// <summary>The parts in both together.</summary>
    internal ManifestParts With(ManifestParts other) => new()
    {
        Numbers = [.. Numbers.Union(other.Numbers).Order()],
        Last = Last ?? other.Last,
    };

    /// <summary>Whether the other has parts that may be missing here: none twice, at most one last, and nothing behind it.</summary>
    internal bool CanTake(ManifestParts other)
    {
        var last = Last ?? other.Last ?? Most;
        return !(AreComplete || other.AreComplete) && !(HasLast && other.HasLast)
            && Numbers[^1] <= last && other.Numbers[^1] <= last && !Numbers.Intersect(other.Numbers).Any();
    }

    /// <inheritdoc />
    public bool Equals(ManifestParts? other) => other is not null && Last == other.Last && Numbers.SequenceEqual(other.Numbers);

    /// <inheritdoc />
    public override int GetHashCode() => (31 * Numbers.Count) + Numbers[0];
}
