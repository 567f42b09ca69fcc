namespace Entente.Node.Border.Crossings;

/// <summary>What a board shows.</summary>
/// <param name="Rows">The crossings.</param>
/// <param name="Today">The post's day: times of it stand without a day.</param>
/// <param name="WithDay">Whether every time stands with its day.</param>
/// <param name="WithPost">Whether the post stands in a column.</param>
internal sealed record BoardShown(IReadOnlyList<BoardRow> Rows, string Today = "", bool WithDay = false, bool WithPost = false);
