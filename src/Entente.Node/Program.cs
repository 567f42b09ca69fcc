using Entente.Node;
using Entente.Node.Accounts;

// `token NAME SCOPE...` makes an access token; anything else starts the node.
switch (args)
{
    case ["token", .. var words]:
        return NewToken.Write(words, Console.Out, Console.Error);
    case [.., "--help" or "-h" or "-?"]:
        await Console.Out.WriteLineAsync(NodeHost.Help);
        return 0;
    default:
        return await NodeHost.RunAsync(args, Console.Error);
}
