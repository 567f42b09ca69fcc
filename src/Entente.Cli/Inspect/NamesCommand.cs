using System.CommandLine;

namespace Entente.Cli.Inspect;

internal static class NamesCommand
{
    public static Command Create(Surroundings surroundings, CancellationToken cancellationToken = default) => new("names", "x");
}
