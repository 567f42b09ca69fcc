namespace Entente.Architecture.Tests;

/// <summary>Pure code asks nobody: what it answers follows from what it was given.</summary>
public sealed class PurityTests
{
    private static readonly string[] BannedTypes =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo", "System.Console", "System.Random",
        "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.Security.Cryptography.RandomNumberGenerator", "System.Threading.Timer",
        "System.Reflection.Emit.DynamicMethod",
    ];

    private static readonly string[] BannedMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.TimeProvider.get_System", "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Threading.Thread.Sleep", "System.String.GetHashCode", "System.HashCode.Combine",
    ];

    /// <summary>What the compiler itself writes into every iterator.</summary>
    private static readonly string[] CompilerOwn = ["System.Environment.get_CurrentManagedThreadId"];

    [Theory]
    [MemberData(nameof(PureProjects.Rows), MemberType = typeof(PureProjects))]
    public void A_pure_project_touches_neither_disk_nor_console_nor_clock_nor_chance(string project)
    {
        var used = Assembly.Of(project);
        used.Types.Intersect(BannedTypes).ShouldBeEmpty();
        used.Types.Where(type => type.StartsWith("System.Net.", StringComparison.Ordinal)).ShouldBeEmpty();
        used.Members.Intersect(BannedMembers).ShouldBeEmpty();
        used.Members.Where(member => member.StartsWith("System.Environment.", StringComparison.Ordinal)).ShouldBeSubsetOf(CompilerOwn);
    }

    [Fact]
    public void The_reader_of_assemblies_sees_what_it_looks_for()
    {
        var tests = Assembly.Of("Entente.Architecture.Tests");
        tests.Types.ShouldContain("System.IO.File");
        tests.Members.ShouldContain("System.IO.File.OpenRead");
    }
}
