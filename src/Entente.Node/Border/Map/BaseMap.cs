using System.Reflection;
using System.Text.Json.Nodes;
using Entente.Node.Desk;

namespace Entente.Node.Border.Map;

/// <summary>The base map: land, water, boundaries and places of Natural Earth (public domain), with disputed lines as the deployment has them drawn.</summary>
internal static class BaseMap
{
    /// <summary>The name of the asset.</summary>
    public const string Name = "basemap.json";

    /// <summary>The ids of disputed lines: the codes of the two sides (ISO 3166), and which where there are two.</summary>
    public static IReadOnlyList<string> DisputedLines { get; } = ["DZA-ESH", "DZA-MAR", "ESH-MAR", "ESH-MAR-NORTH", "ESH-MRT", "ESP-GIB", "ESP-MAR", "ESP-PRT"];

    /// <summary>Makes the map that browsers get.</summary>
    public static MadeAsset Make(MapOptions options)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("map/" + Name) ?? throw new InvalidOperationException("The base map is not in the program.");
        var map = JsonNode.Parse(stream)?.AsObject() ?? throw new InvalidOperationException("The base map is empty.");
        var features = map["features"]?.AsArray() ?? throw new InvalidOperationException("The base map has no features.");
        foreach (var feature in features.ToList())
        {
            if (feature?["properties"] is not JsonObject properties || properties["id"]?.GetValue<string>() is not { } id)
            {
                continue;
            }

            switch (StyleOf(options, id))
            {
                case LineStyle.Hidden:
                    features.Remove(feature);
                    break;
                case LineStyle.Solid:
                    properties["kind"] = "boundary";
                    break;
                default:
                    break;
            }

            properties.Remove("id");
        }

        return new MadeAsset(Name, System.Text.Encoding.UTF8.GetBytes(map.ToJsonString()));
    }

    private static LineStyle StyleOf(MapOptions options, string id) => options.Boundaries switch
    {
        BoundaryView.Hidden => LineStyle.Hidden,
        BoundaryView.Own => options.Lines.GetValueOrDefault(id, LineStyle.Dashed),
        _ => LineStyle.Dashed,
    };
}
