using Entente.Names.Reading;

namespace Entente.Names.Comparing;

/// <summary>Two neighbouring parts read as one word, because the other side may have written them so.</summary>
internal static class JoinedParts
{
    /// <summary>For each part of a name it and the next joined, or null where they are not to be joined.</summary>
    public static NamePart?[] Of(Name name)
    {
        var joined = new NamePart?[name.PartArray.Length];
        for (var i = 0; i + 1 < joined.Length; i++)
        {
            joined[i] = Of(name.PartArray[i], name.PartArray[i + 1]);
        }

        return joined;
    }

    /// <summary>The joined part, or null where the two are not to be joined.</summary>
    public static NamePart? Of(NamePart first, NamePart second)
    {
        if (first.Script != second.Script || first.Script == Script.Other || first.Letters.Length < 2 || second.Letters.Length < 2
            || first.Role is PartRole.Initial or PartRole.Patronymic || second.Role is PartRole.Initial or PartRole.Patronymic
            || first.Side != second.Side)
        {
            return null;
        }

        return Join(first, second);
    }

    /// <summary>The two joined, whatever they are.</summary>
    public static NamePart Join(NamePart first, NamePart second)
    {
        var letters = first.Letters[^1] == second.Letters[0] ? first.Letters + second.Letters[1..] : first.Letters + second.Letters;
        return new NamePart(first.Written + " " + second.Written, first.Script, letters, PartRole.Name, first.Side, joined: true) { Cut = second.Cut };
    }
}
