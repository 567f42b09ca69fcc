using System.CommandLine;

namespace Entente.Cli.Compare;

internal static class CompareCommand
{
    public static Command Create(Surroundings surroundings, CancellationToken cancellationToken = default) => new("compare", "x");
}
