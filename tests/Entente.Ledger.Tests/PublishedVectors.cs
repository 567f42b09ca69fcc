using System.Text.Json;

namespace Entente.Ledger.Tests;

/// <summary>Published test vectors, which do not belong in the repository; tests on them are skipped where they are not at hand.</summary>
internal static class PublishedVectors
{
    private const string Variable = "ENTENTE_DATA";

    /// <summary>The path of a file or folder among them.</summary>
    public static string Path(string relative)
    {
        var root = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(root))
        {
            Assert.Skip($"Set {Variable} to the folder of samples to run this test.");
        }

        return System.IO.Path.Combine(root, "exchange", relative);
    }

    /// <summary>Every JSON file below a folder, by its path.</summary>
    public static IReadOnlyList<(string File, JsonElement Vector)> JsonBelow(string folder) =>
        [.. Directory.EnumerateFiles(Path(folder), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => (file, Json(file)))];

    /// <summary>A JSON file.</summary>
    public static JsonElement Json(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.Clone();
    }
}
