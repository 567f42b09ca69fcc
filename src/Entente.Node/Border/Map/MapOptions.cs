using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Map;

/// <summary>The section Map: how disputed lines are drawn on the map of posts.</summary>
internal sealed class MapOptions
{
    /// <summary>Neutral: every disputed line dashed; Hidden: none drawn; Own: as Lines says. Neutral unless given.</summary>
    public BoundaryView Boundaries { get; init; } = BoundaryView.Neutral;

    /// <summary>For Own: the id of a disputed line and how it is drawn; what is not named is dashed. Empty unless given.</summary>
    public IReadOnlyDictionary<string, LineStyle> Lines { get; init; } = new Dictionary<string, LineStyle>(StringComparer.Ordinal);
}

/// <summary>Whose view of disputed lines is drawn.</summary>
internal enum BoundaryView
{
    /// <summary>Nobody's: all are dashed.</summary>
    Neutral,

    /// <summary>Nobody's: none is drawn.</summary>
    Hidden,

    /// <summary>The deployment's own, line by line.</summary>
    Own,
}

/// <summary>How a line is drawn.</summary>
internal enum LineStyle
{
    /// <summary>As disputed.</summary>
    Dashed,

    /// <summary>As a boundary.</summary>
    Solid,

    /// <summary>Not at all.</summary>
    Hidden,
}

/// <summary>Refuses a wrong section with all its faults at once.</summary>
internal sealed class MapOptionsValidator : IValidateOptions<MapOptions>
{
    public ValidateOptionsResult Validate(string? name, MapOptions options)
    {
        var faults = options.Lines.Keys.Except(BaseMap.DisputedLines, StringComparer.Ordinal)
            .Select(id => $"Map:Lines:{id} is no disputed line of the map; allowed are {string.Join(", ", BaseMap.DisputedLines)}.").ToList();
        if (options.Lines.Count > 0 && options.Boundaries != BoundaryView.Own)
        {
            faults.Add($"Map:Lines is given, and Map:Boundaries is {options.Boundaries}; it counts only with Own.");
        }

        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
