namespace Entente.Architecture.Tests;

/// <summary>A file that no longer fits into a reader's head is split, or says here why not.</summary>
public sealed class FileSizeTests
{
    private const int MostLines = 400;

    /// <summary>Files beyond the ceiling, each with its reason.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal);

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("tools")]
    [InlineData("bench")]
    public void No_file_is_longer_than_the_ceiling_without_a_reason(string folder)
    {
        if (Directory.Exists(Path.Combine(Repository.Root, folder)))
        {
            Repository.SourceFiles(folder).Where(IsTooLong).Except(Exceptions.Keys).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Every_exception_is_still_needed_and_has_a_reason() =>
        Exceptions.ShouldAllBe(exception => exception.Value.Length > 0 && IsTooLong(exception.Key));

    private static bool IsTooLong(string file) => File.ReadLines(Path.Combine(Repository.Root, file)).Count() > MostLines;
}
