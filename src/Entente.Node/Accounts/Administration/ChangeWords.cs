using Entente.Node.Desk;

namespace Entente.Node.Accounts.Administration;

/// <summary>What a proposed change is called.</summary>
internal static class ChangeWords
{
    public static string Of(Words words, Changes.ChangeView change) => words.Of("accounts.change." + change.Kind, change.Role is { } role ? words["account.role." + role] : "");
}

/// <summary>What a problem is called that a rule of accounts answers with.</summary>
internal static class ProblemWords
{
    /// <summary>The sentence by the problem's title, which never changes.</summary>
    public static string Of(Words words, string title) => words.Or("account.problem." + title, "") is { Length: > 0 } ? words.Of("account.problem." + title, AccountName.Longest) : title;
}
