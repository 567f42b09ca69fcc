namespace Entente.Names.Indexing;

/// <summary>What the bound of a score needs to know of a listed name: three bytes, so that many lie in one line of the cache.</summary>
/// <param name="Names">How many parts are names proper.</param>
/// <param name="Others">How many are patronymics, initials or titles.</param>
/// <param name="LeastInfo">What the commonest of the names proper says, in eighths of a bit; at most 255.</param>
internal readonly record struct NameShape(byte Names, byte Others, byte LeastInfo)
{
    /// <summary>The shape of a listed name.</summary>
    public static NameShape Of(ReadOnlySpan<int> parts, ReadOnlySpan<byte> roles, Vocabulary vocabulary)
    {
        var (names, least) = (0, (int)byte.MaxValue);
        for (var i = 0; i < parts.Length; i++)
        {
            if (IsName((PartRole)roles[i]))
            {
                names++;
                least = Math.Min(least, vocabulary.Info(parts[i]));
            }
        }

        return new((byte)names, (byte)(parts.Length - names), (byte)least);
    }

    /// <summary>The shape of a query, whose parts say as much as was found.</summary>
    public static NameShape Of(ReadOnlySpan<PartRole> roles, ReadOnlySpan<FoundParts> parts)
    {
        var (names, least) = (0, (int)byte.MaxValue);
        for (var i = 0; i < roles.Length; i++)
        {
            if (IsName(roles[i]))
            {
                names++;
                least = Math.Min(least, parts[i].Info);
            }
        }

        return new((byte)names, (byte)(roles.Length - names), (byte)least);
    }

    private static bool IsName(PartRole role) => role is PartRole.Name or PartRole.Nisba;
}
