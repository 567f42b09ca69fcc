using System.Diagnostics;
using System.Globalization;

namespace Entente.Benchmarks.Exchange;

/// <summary>Commands of the node, as an operator gives them.</summary>
internal static class NodeCommands
{
    /// <summary>Backs a node up while it works; what is given restores it.</summary>
    public static async Task<Action> BackUpAsync(NodeProcess node, string folder)
    {
        var (data, keys) = (Path.Combine(folder, node.Name + ".data"), Path.Combine(folder, node.Name + ".keys"));
        Directory.CreateDirectory(data);
        Directory.CreateDirectory(keys);
        string[] files = [Path.Combine(data, "backup"), Path.Combine(keys, "backup")];
        await NodeAsync(["backup", "--config", node.Configuration, "--data-to", files[0], "--keys-to", files[1]]);
        return () => NodeAsync(["restore", "--config", node.Configuration, "--data-from", files[0], "--keys-from", files[1], "--replace"]).GetAwaiter().GetResult();
    }

    /// <summary>Waits until one node holds a checkpoint that attests all that the other has recorded up to now.</summary>
    public static async Task UntilAttestedAsync(NodeProcess witness, NodeProcess of)
    {
        var size = of.Count("SELECT count(*) FROM ledger_entry");
        for (var tries = 0; tries < 400 && witness.Count($"SELECT coalesce(max(size), 0) FROM partner_checkpoint WHERE partner = '{of.Name}'") < size; tries++)
        {
            await Task.Delay(50);
        }
    }

    /// <summary>A command of the node, as an operator gives it.</summary>
    private static async Task NodeAsync(string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "entente-node.dll"), .. words])
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("A command could not be started.");
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new IOException($"entente {words[0]} ended with {process.ExitCode}: {said}");
        }
    }

    /// <summary>`entente verify`: the record of a node against the newest checkpoint that the other holds of it; whether they agree, and what it says.</summary>
    public static (bool Agrees, string Said) Verify(NodeProcess node, NodeProcess witness, string folder)
    {
        using var connection = witness.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT note, log FROM partner_checkpoint WHERE partner = '{node.Name}' ORDER BY line DESC, size DESC LIMIT 1";
        using var reader = command.ExecuteReader();
        reader.Read();
        var file = Path.Combine(folder, node.Name + ".checkpoint");
        File.WriteAllBytes(file, (byte[])reader[0]);
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        var code = Node.Oversight.Verify.Run(["--data", node.Data, "--checkpoint", file, "--key", reader.GetString(1)], said, said);
        return (code == Node.Oversight.Verify.Agrees, said.ToString().Trim());
    }
}
