using System.Xml.Linq;

namespace Entente.Architecture.Tests;

/// <summary>Who may know whom. Data flows one way (docs: DESIGN, "The house"); an arrow that turns fails here.</summary>
public sealed class ReferenceTests
{
    /// <summary>Each project and the projects that it may reference.</summary>
    public static TheoryData<string, string> Arrows => new()
    {
        { "Entente.Names", "" },
        { "Entente.Screening", "Entente.Names" },
        { "Entente.Formats", "Entente.Names Entente.Screening" },
        { "Entente.Ledger", "" },
        { "Entente.Reports", "" },
        { "Entente.Node", "Entente.Formats Entente.Ledger Entente.Names Entente.Reports Entente.Screening" },
        { "Entente.Cli", "Entente.Formats Entente.Names Entente.Reports Entente.Screening" },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_project_references_only_what_lies_below_it(string project, string below) =>
        Referenced(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)).ShouldBeSubsetOf(Split(below));

    [Theory]
    [MemberData(nameof(Arrows))]
    public void An_assembly_uses_only_what_lies_below_it(string project, string below)
    {
        if (PureProjects.Names.Contains(project))
        {
            Assembly.Of(project).References.Where(name => name.StartsWith("Entente.", StringComparison.Ordinal)).ShouldBeSubsetOf(Split(below));
        }
    }

    [Fact]
    public void Every_project_of_the_source_has_its_arrows_written_down() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path))
            .ShouldBe(Arrows.Select(row => row.Data.Item1), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(PureProjects.Rows), MemberType = typeof(PureProjects))]
    public void A_pure_project_has_no_package(string project)
    {
        Referenced(project, "PackageReference").ShouldBeEmpty();
        Referenced(project, "FrameworkReference").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(PureProjects.Rows), MemberType = typeof(PureProjects))]
    public void The_assembly_of_a_pure_project_uses_the_runtime_alone(string project) =>
        Assembly.Of(project).References.ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Entente.", StringComparison.Ordinal));

    [Fact]
    public void What_every_project_is_given_are_analyzers_that_do_not_ship() =>
        XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("PackageReference")
            .ShouldAllBe(package => (string?)package.Attribute("PrivateAssets") == "all" && ((string?)package.Attribute("Include"))!.EndsWith(".Analyzer", StringComparison.Ordinal)
                || ((string?)package.Attribute("Include"))!.EndsWith(".Analyzers", StringComparison.Ordinal));

    private static IEnumerable<string> Referenced(string project, string kind) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj")).Descendants(kind).Select(e => ((string?)e.Attribute("Include") ?? "").Replace('\\', '/'));

    private static string[] Split(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
