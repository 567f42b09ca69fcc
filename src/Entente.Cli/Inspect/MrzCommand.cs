using System.CommandLine;

namespace Entente.Cli.Inspect;

internal static class MrzCommand
{
    public static Command Create(Surroundings surroundings) => new("mrz", "x");
}
