namespace Entente.Formats.Tests;

/// <summary>Samples of real systems, which do not belong in the repository; tests on them are skipped where they are not at hand.</summary>
internal static class RealData
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

        return System.IO.Path.Combine(root, relative);
    }
}
