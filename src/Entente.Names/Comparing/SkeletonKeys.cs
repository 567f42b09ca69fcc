namespace Entente.Names.Comparing;

/// <summary>
/// The keys under which a part is found by its skeletons: each skeleton, and between scripts for those of five classes or more each
/// skeleton with one class left out, so that one consonant more, less or misread does not hide a long name. Within one script that
/// is what edits are for.
/// </summary>
internal static class SkeletonKeys
{
    /// <summary>From this length on one class may be left out.</summary>
    public const int LongSkeleton = 5;

    // Beyond any skeleton, which has 61 bits at most.
    private const ulong FormKey = 1UL << 63;

    /// <summary>The keys of the skeletons of a part, likeliest first, as numbers; equal numbers mean equal keys.</summary>
    /// <param name="skeletons">The skeletons.</param>
    /// <param name="form">Number of the name of which the part is one of several forms; 0 for none.</param>
    public static ulong[] Of(IReadOnlyList<string> skeletons, int form = 0)
    {
        var keys = new List<ulong>();
        foreach (var skeleton in skeletons)
        {
            Add(keys, Number(skeleton, -1));
        }

        if (form > 0)
        {
            keys.Add(FormKey | (uint)form);
        }

        return [.. keys];
    }

    /// <summary>The keys of the same skeletons with one class left out, where they are long.</summary>
    public static ulong[] WithOneLeftOut(IReadOnlyList<string> skeletons)
    {
        var keys = new List<ulong>();
        foreach (var skeleton in skeletons.Where(s => s.Length >= LongSkeleton))
        {
            for (var i = 0; i < skeleton.Length; i++)
            {
                Add(keys, Number(skeleton, i));
            }
        }

        return [.. keys];
    }

    private static void Add(List<ulong> keys, ulong key)
    {
        if (!keys.Contains(key))
        {
            keys.Add(key);
        }
    }

    /// <summary>Up to 20 classes of three bits behind a leading one; longer skeletons by their first 20 classes.</summary>
    private static ulong Number(string skeleton, int leftOut)
    {
        var number = 1UL;
        var taken = 0;
        for (var i = 0; i < skeleton.Length && taken < 20; i++)
        {
            if (i != leftOut)
            {
                number = (number << 3) | (uint)"BTKSLRMN".IndexOf(skeleton[i], StringComparison.Ordinal);
                taken++;
            }
        }

        return number;
    }
}
