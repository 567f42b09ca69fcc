namespace Entente.Names.Indexing;

/// <summary>What the bound of a score needs to know of a name: two bytes, so that many lie in one line of the cache.</summary>
/// <param name="Names">How many parts are names proper.</param>
/// <param name="Others">How many are patronymics, initials or titles.</param>
internal readonly record struct NameShape(byte Names, byte Others)
{
    /// <summary>How many parts there are.</summary>
    public int Parts => Names + Others;

    /// <summary>The shape of a name whose parts have these roles.</summary>
    public static NameShape Of(ReadOnlySpan<PartRole> roles)
    {
        var names = 0;
        foreach (var role in roles)
        {
            names += role.IsName() ? 1 : 0;
        }

        return new((byte)names, (byte)(roles.Length - names));
    }
}
