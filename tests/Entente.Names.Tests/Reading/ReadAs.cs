namespace Entente.Names.Tests.Reading;

/// <summary>How a name is read, in one line a case can state.</summary>
internal static class ReadAs
{
    /// <summary>The comparable forms of the parts, in order.</summary>
    public static string Comparable(string name) => string.Join(' ', Name.Read(name).Parts.Select(part => part.Comparable));

    /// <summary>The roles of the parts, in order.</summary>
    public static IEnumerable<PartRole> Roles(string name) => Name.Read(name).Parts.Select(part => part.Role);
}
