namespace Entente.Tables;

/// <summary>Which pieces may correspond. Digraphs are named, so that the model learns sounds and not whole syllables.</summary>
internal static class Pieces
{
    private static readonly HashSet<string> Digraphs = new(
        ("sh ch th kh gh dh zh ph ts tz dj ou oo ee ei ai ay ey ae oe ue ie ia ya ye yu yo ja je ju jo iy ij ck cz sz cs gn ng nk qu wh wr ks aa eu au oi oy aw ow ew uy ui " +
         "sch tch tsch dsh dzh eau ieu shch").Split(' '), StringComparer.Ordinal);

    public static bool Allowed(string source, string target) => (source.Length, target.Length) switch
    {
        (0, 1) or (1, 0) or (1, 1) => true,
        (1, 2) or (1, 3) => Digraphs.Contains(target),
        (2, 1) => !IsLatin(source) || Digraphs.Contains(source),
        (2, 2) => Digraphs.Contains(target) && (IsLatin(source) ? Digraphs.Contains(source) && source != target : true),
        _ => false,
    };

    private static bool IsLatin(string text) => text[0] is >= 'a' and <= 'z';
}
