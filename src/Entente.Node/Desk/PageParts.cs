namespace Entente.Node.Desk;

/// <summary>
/// What one capability adds to the page of another: the page names its kind and the id of what it shows, and knows nothing of who adds what. The component has the parameter
/// Id, and shows nothing where it has nothing to say.
/// </summary>
/// <param name="Page">Kind of the page: listing, listed or encounter.</param>
/// <param name="Component">The component.</param>
internal sealed record PagePart(string Page, Type Component);
