namespace Entente.Node.Accounts.Pages;

/// <summary>Every text of the pages, in one language. A further language is a further value of this record.</summary>
internal sealed record Texts
{
    /// <summary>English.</summary>
    public static Texts English { get; } = new();

    public string Language { get; init; } = "en";
    public string Product { get; init; } = "Entente";
    public string Demonstration { get; init; } = "A demonstration: everybody and everything here is invented.";
    public string NoScript { get; init; } = "Passkeys need JavaScript; allow it for this address.";
    public string Failed { get; init; } = "That did not work. Try again, and tell an administrator if it stays so.";
    public string Cancelled { get; init; } = "No passkey was used. Try again when you are ready.";
    public string Unsupported { get; init; } = "This browser makes no passkeys here. Use a current browser, at the address that was given to you.";
    public string Waiting { get; init; } = "Waiting for your passkey…";

    public string SignIn { get; init; } = "Sign in";
    public string SignInHelp { get; init; } = "With the passkey of your phone, your computer or a security key.";
    public string SignInWithPasskey { get; init; } = "Sign in with a passkey";
    public string SignInWithProvider { get; init; } = "Sign in through your service";
    public string LostPasskey { get; init; } = "I have lost my passkey";

    public string SignUp { get; init; } = "Take up your account";
    public string SignUpHelp { get; init; } = "Make a passkey: from now on you sign in with the fingerprint, face or PIN of this device. There is no password.";
    public string SignUpAs { get; init; } = "This account is for";
    public string YourName { get; init; } = "Your name, as colleagues know you";
    public string PasskeyLabel { get; init; } = "A word for this passkey, such as “work phone”";
    public string MakePasskey { get; init; } = "Make a passkey";

    public string Codes { get; init; } = "Your recovery codes";
    public string CodesHelp { get; init; } = "Each lets you in once if you lose your passkey. They are shown only now: print or copy them, and keep them away from this device.";
    public string CodesKept { get; init; } = "I have kept them";

    public string Recover { get; init; } = "Recover your account";
    public string RecoverHelp { get; init; } = "Type one of your recovery codes, then make a new passkey. Your other sessions end.";
    public string RecoveryCode { get; init; } = "Recovery code";
    public string NoCodes { get; init; } = "No code left? Ask an administrator for a recovery: two of them must agree.";
    public string BackToSignIn { get; init; } = "Back to sign-in";

    public string Account { get; init; } = "Your account";
    public string NoRoles { get; init; } = "no role yet: two administrators grant one";
    public string Notices { get; init; } = "What was done to your account";
    public string NoNotices { get; init; } = "Nothing yet.";
    public string NoticesHelp { get; init; } = "If you do not know of something here, tell an inspector.";
    public string HaveRead { get; init; } = "I have read this";
    public string New { get; init; } = "new";
    public string Passkeys { get; init; } = "Passkeys";
    public string Unnamed { get; init; } = "Passkey";
    public string Made { get; init; } = "made";
    public string LastUsed { get; init; } = "last used";
    public string Remove { get; init; } = "Remove";
    public string AddPasskey { get; init; } = "Add a passkey";
    public string CodesLeft { get; init; } = "Recovery codes left:";
    public string NewCodes { get; init; } = "Make new codes";
    public string Sessions { get; init; } = "Where you are signed in";
    public string Here { get; init; } = "here";
    public string Since { get; init; } = "since";
    public string End { get; init; } = "End";
    public string SignOut { get; init; } = "Sign out";
    public string SignOutEverywhere { get; init; } = "Sign out everywhere";
    public string Continue { get; init; } = "Continue";

    /// <summary>What a role is called.</summary>
    public IReadOnlyDictionary<string, string> Roles { get; init; } = Role.All.ToDictionary(r => r);

    /// <summary>What the ways to sign in are called.</summary>
    public IReadOnlyDictionary<string, string> Manners { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Accounts.Sessions.Manner.Passkey] = "With a passkey",
        [Accounts.Sessions.Manner.SignUp] = "By a one-time link",
        [Accounts.Sessions.Manner.Recovery] = "By a recovery code",
        [Accounts.Sessions.Manner.Provider] = "Through your service",
        [Accounts.Sessions.Manner.Demo] = "By a demo link",
    };

    /// <summary>What a notice says; {0} is the role.</summary>
    public IReadOnlyDictionary<string, string> NoticesByCode { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [NoticeCode.RoleGranted] = "You were given the role {0}.",
        [NoticeCode.RoleWithdrawn] = "The role {0} was taken from you.",
        [NoticeCode.Locked] = "Your account was locked.",
        [NoticeCode.Unlocked] = "Your account was unlocked.",
        [NoticeCode.RecoveryProposed] = "An administrator asked for your account to be recovered. If you have not lost your passkey, object at once.",
        [NoticeCode.RecoveryConfirmed] = "Two administrators had your account recovered.",
        [NoticeCode.RecoveryCodeUsed] = "One of your recovery codes was used, and a new passkey was made.",
        [NoticeCode.PasskeyAdded] = "A passkey was added.",
        [NoticeCode.PasskeyRemoved] = "A passkey was removed.",
        [NoticeCode.RecoveryCodesMade] = "New recovery codes were made; the old ones open nothing any more.",
        [NoticeCode.SessionsEnded] = "An administrator ended your sessions.",
        [NoticeCode.ProviderLinked] = "Your account was linked to your service's sign-in.",
    };
}
