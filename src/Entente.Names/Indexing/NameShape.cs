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
            names += IsName(role) ? 1 : 0;
        }

        return new((byte)names, (byte)(roles.Length - names));
    }

    /// <summary>Whether a part with this role is a name proper, so that it contradicts another.</summary>
    public static bool IsName(PartRole role) => role is PartRole.Name or PartRole.Nisba or PartRole.Father;
}
