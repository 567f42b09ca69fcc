using Entente.Names.Reading;

namespace Entente.Names.Comparing;

/// <summary>Two neighbouring parts read as one word, because the other side may have written them so.</summary>
internal static class JoinedParts
{
    /// <summary>The joined part, or null where the two are not to be joined.</summary>
    public static NamePart? Of(NamePart first, NamePart second)
    {
        if (first.Script != second.Script || first.Script == Script.Other || first.Letters.Length < 2 || second.Letters.Length < 2
            || first.Role is PartRole.Initial or PartRole.Patronymic || second.Role is PartRole.Initial or PartRole.Patronymic
            || first.Side != second.Side)
        {
            return null;
        }

        var letters = first.Letters[^1] == second.Letters[0] ? first.Letters + second.Letters[1..] : first.Letters + second.Letters;
        return new NamePart(first.Written + " " + second.Written, first.Script, letters, PartRole.Name, first.Side) { Cut = second.Cut };
    }
}
