using Entente.Node;
using Entente.Node.Accounts;
using Entente.Node.Border.Posts.HandOver;
using Entente.Node.Border.Posts.Snapshots;
using Entente.Node.Demo;
using Entente.Node.Exchange.Carrying;
using Entente.Node.Oversight;
using Entente.Node.Storage.Backup;

// `token` makes an access token, `verify` proves the record against a checkpoint, `backup` and `restore` copy data and keys, `snapshot-key`, `snapshot` and
// `hand-over` are for posts without a link, `bundle` carries messages between partners, `demo` starts a node with invented people; anything else starts the node.
switch (args)
{
    case ["token", .. var words]:
        return NewToken.Write(words, Console.Out, Console.Error);
    case ["verify", .. var arguments] when !arguments.Contains("--help"):
        return Verify.Run(arguments, Console.Out, Console.Error);
    case ["backup", .. var arguments] when !arguments.Contains("--help"):
        return BackupCommand.Run(arguments, Console.Out, Console.Error, TimeProvider.System);
    case ["restore", .. var arguments] when !arguments.Contains("--help"):
        return RestoreCommand.Run(arguments, Console.Out, Console.Error, TimeProvider.System);
    case ["demo", .. var arguments] when !arguments.Contains("--help"):
        return await DemoCommand.RunAsync(arguments, Console.Out, Console.Error);
    case ["snapshot", .. var arguments] when !arguments.Contains("--help"):
        return await SnapshotCommands.WriteAsync(arguments, Console.Out, Console.Error, CancellationToken.None);
    case ["snapshot-key", .. var arguments] when !arguments.Contains("--help"):
        return SnapshotCommands.MakeKey(arguments, Console.Out, Console.Error);
    case ["hand-over", .. var arguments] when !arguments.Contains("--help"):
        return await HandOverCommand.RunAsync(arguments, Console.Out, Console.Error, CancellationToken.None);
    case ["bundle", .. var arguments] when !arguments.Contains("--help"):
        return await BundleCommand.RunAsync(arguments, Console.Out, Console.Error, CancellationToken.None);
    case [.., "--help" or "-h" or "-?"]:
        await Console.Out.WriteLineAsync(NodeHost.Help);
        return 0;
    default:
        return await NodeHost.RunAsync(args, Console.Error);
}
