using System.Reflection;

namespace Entente.Node.Demo;

/// <summary>Files that are in the program, so that a demonstration needs nothing beside it.</summary>
internal static class Resource
{
    /// <summary>The text of a file.</summary>
    public static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Its lines, without an empty last one.</summary>
    public static IEnumerable<string> Lines(string name) => Text(name).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0);
}
