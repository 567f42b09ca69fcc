using Entente.Node.Border.Map;

namespace Entente.Node.Tests.Border;

public sealed class MapOptionsTests
{
    [Fact]
    public void Lines_that_no_map_has_are_refused() => Faults(new MapOptions { Boundaries = BoundaryView.Own, Lines = Lines("ESH-MAR", "UTO-AMA") }).ShouldHaveSingleItem().ShouldContain("UTO-AMA");

    [Fact]
    public void Lines_count_only_with_the_deployments_own_view() => Faults(new MapOptions { Lines = Lines("ESH-MAR") }).ShouldHaveSingleItem().ShouldContain("Own");

    [Fact]
    public void Every_line_that_can_be_named_is_on_the_map_and_no_side_is()
    {
        foreach (var id in BaseMap.DisputedLines)
        {
            Faults(new MapOptions { Boundaries = BoundaryView.Own, Lines = Lines(id) }).ShouldBeEmpty();
            Text(new MapOptions { Boundaries = BoundaryView.Own, Lines = new Dictionary<string, LineStyle> { [id] = LineStyle.Hidden } }).ShouldNotBe(Text(new MapOptions()), id);
        }

        Text(new MapOptions()).ShouldNotContain("\"id\"");
    }

    private static string Text(MapOptions options) => System.Text.Encoding.UTF8.GetString(BaseMap.Make(options).Content);

    private static Dictionary<string, LineStyle> Lines(params string[] ids) => ids.ToDictionary(id => id, _ => LineStyle.Solid, StringComparer.Ordinal);

    private static IReadOnlyList<string> Faults(MapOptions options) => [.. new MapOptionsValidator().Validate(null, options).Failures ?? []];
}
