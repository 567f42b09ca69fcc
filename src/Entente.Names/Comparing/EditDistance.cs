namespace Entente.Names.Comparing;

/// <summary>Levenshtein distance, asked only whether it is small.</summary>
internal static class EditDistance
{
    /// <summary>Whether <paramref name="a"/> becomes <paramref name="b"/> by at most <paramref name="most"/> insertions, deletions and substitutions; 0 to 2.</summary>
    public static bool Within<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int most)
        where T : unmanaged, IEquatable<T>
    {
        if (Math.Abs(a.Length - b.Length) > most)
        {
            return false;
        }

        var same = 0;
        while (same < a.Length && same < b.Length && a[same].Equals(b[same]))
        {
            same++;
        }

        a = a[same..];
        b = b[same..];
        while (a.Length > 0 && b.Length > 0 && a[^1].Equals(b[^1]))
        {
            a = a[..^1];
            b = b[..^1];
        }

        if (a.Length == 0 || b.Length == 0)
        {
            return a.Length + b.Length <= most;
        }

        // What is left differs at both ends, so one edit must be spent on its first letter.
        return most > 0 && (Within(a[1..], b[1..], most - 1) || Within(a[1..], b, most - 1) || Within(a, b[1..], most - 1));
    }
}
