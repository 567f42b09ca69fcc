using System.CommandLine;

namespace Entente.Cli.Inspect;

internal static class ListCommand
{
    public static Command Create(Surroundings surroundings, CancellationToken cancellationToken = default) => new("list", "x");
}
