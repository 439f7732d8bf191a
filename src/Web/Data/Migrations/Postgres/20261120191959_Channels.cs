using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace PromoEngine.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Channels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "external_id",
                table: "inbox_messages",
                type: "character varying(256)",
                maxLength: 256,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(128)",
                oldMaxLength: 128,
                oldNullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "by_agent",
                table: "inbox_messages",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "copies",
                table: "inbox_messages",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "deleted_at",
                table: "inbox_messages",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "edited_at",
                table: "inbox_messages",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "first_text",
                table: "inbox_messages",
                type: "character varying(65536)",
                maxLength: 65536,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "items",
                table: "inbox_messages",
                type: "character varying(64000)",
                maxLength: 64000,
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<int>(
                name: "marks",
                table: "inbox_messages",
                type: "integer",
                maxLength: 32,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "subject",
                table: "inbox_messages",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "template",
                table: "inbox_messages",
                type: "character varying(64000)",
                maxLength: 64000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "passed_over",
                table: "inbox_inbound_events",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "address",
                table: "inbox_conversations",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "delivered_up_to",
                table: "inbox_conversations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "heard_at",
                table: "inbox_conversations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "read_up_to",
                table: "inbox_conversations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reference",
                table: "inbox_conversations",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "subject",
                table: "inbox_conversations",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "content_id",
                table: "inbox_attachments",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "height",
                table: "inbox_attachments",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_inline",
                table: "inbox_attachments",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "ordinal",
                table: "inbox_attachments",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "problem",
                table: "inbox_attachments",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "sha256",
                table: "inbox_attachments",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "size",
                table: "inbox_attachments",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "state",
                table: "inbox_attachments",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "Failed");

            migrationBuilder.AddColumn<int>(
                name: "width",
                table: "inbox_attachments",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "inbox_attachment_texts",
                columns: table => new
                {
                    attachment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(100000)", maxLength: 100000, nullable: false),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_attachment_texts", x => x.attachment_id);
                    table.ForeignKey(
                        name: "fk_inbox_attachment_texts_inbox_attachments_attachment_id",
                        column: x => x.attachment_id,
                        principalTable: "inbox_attachments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inbox_mailboxes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    folder = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    uid_validity = table.Column<long>(type: "bigint", nullable: false),
                    first_uid = table.Column<long>(type: "bigint", nullable: false),
                    next_uid = table.Column<long>(type: "bigint", nullable: false),
                    fetched_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    compared_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    missing = table.Column<int>(type: "integer", nullable: false),
                    error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    error_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    lease_owner = table.Column<Guid>(type: "uuid", nullable: true),
                    lease_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_mailboxes", x => x.id);
                    table.ForeignKey(
                        name: "fk_inbox_mailboxes_inbox_channels_channel_id",
                        column: x => x.channel_id,
                        principalTable: "inbox_channels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inbox_originals",
                columns: table => new
                {
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    html = table.Column<string>(type: "text", nullable: true),
                    from = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    to = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    cc = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    others = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    answer_to = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    forwarded_from = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    limit = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_originals", x => x.message_id);
                });

            migrationBuilder.CreateTable(
                name: "inbox_reactions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    emoji = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_reactions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox_thread_ids",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    channel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    full = table.Column<string>(type: "character varying(998)", maxLength: 998, nullable: true),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_thread_ids", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox_uploads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    content_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: true),
                    height = table.Column<int>(type: "integer", nullable: true),
                    author = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_uploads", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "passkeys",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    last_used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_passkeys", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_passkeys_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "spent_challenges",
                columns: table => new
                {
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_spent_challenges", x => x.hash);
                });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_attachments_workspace_id_sha256",
                table: "inbox_attachments",
                columns: new[] { "workspace_id", "sha256" },
                filter: "sha256 IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_mailboxes_channel_id",
                table: "inbox_mailboxes",
                column: "channel_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_mailboxes_workspace_id_channel_id_folder",
                table: "inbox_mailboxes",
                columns: new[] { "workspace_id", "channel_id", "folder" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_reactions_workspace_id_message_id_person",
                table: "inbox_reactions",
                columns: new[] { "workspace_id", "message_id", "person" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_thread_ids_conversation_id",
                table: "inbox_thread_ids",
                column: "conversation_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_thread_ids_workspace_id_channel_id_key",
                table: "inbox_thread_ids",
                columns: new[] { "workspace_id", "channel_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_uploads_conversation_id",
                table: "inbox_uploads",
                column: "conversation_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_uploads_workspace_id_created_at",
                table: "inbox_uploads",
                columns: new[] { "workspace_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_passkeys_user_id",
                table: "passkeys",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_spent_challenges_expires_at",
                table: "spent_challenges",
                column: "expires_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "inbox_attachment_texts");

            migrationBuilder.DropTable(
                name: "inbox_mailboxes");

            migrationBuilder.DropTable(
                name: "inbox_originals");

            migrationBuilder.DropTable(
                name: "inbox_reactions");

            migrationBuilder.DropTable(
                name: "inbox_thread_ids");

            migrationBuilder.DropTable(
                name: "inbox_uploads");

            migrationBuilder.DropTable(
                name: "passkeys");

            migrationBuilder.DropTable(
                name: "spent_challenges");

            migrationBuilder.DropIndex(
                name: "ix_inbox_attachments_workspace_id_sha256",
                table: "inbox_attachments");

            migrationBuilder.DropColumn(
                name: "by_agent",
                table: "inbox_messages");

            migrationBuilder.DropColumn(
                name: "copies",
                table: "inbox_messages");

            migrationBuilder.DropColumn(
                name: "deleted_at",
                table: "inbox_messages");

            migrationBuilder.DropColumn(
                name: "edited_at",
                table: "inbox_messages");

            migrationBuilder.DropColumn(
                name: "first_text",
                table: "inbox_messages");

            migrationBuilder.DropColumn(
                name: "items",
                table: "inbox_messages");

            migrationBuilder.DropColumn(
                name: "marks",
                table: "inbox_messages");

            migrationBuilder.DropColumn(
                name: "subject",
                table: "inbox_messages");

            migrationBuilder.DropColumn(
                name: "template",
                table: "inbox_messages");

            migrationBuilder.DropColumn(
                name: "passed_over",
                table: "inbox_inbound_events");

            migrationBuilder.DropColumn(
                name: "address",
                table: "inbox_conversations");

            migrationBuilder.DropColumn(
                name: "delivered_up_to",
                table: "inbox_conversations");

            migrationBuilder.DropColumn(
                name: "heard_at",
                table: "inbox_conversations");

            migrationBuilder.DropColumn(
                name: "read_up_to",
                table: "inbox_conversations");

            migrationBuilder.DropColumn(
                name: "reference",
                table: "inbox_conversations");

            migrationBuilder.DropColumn(
                name: "subject",
                table: "inbox_conversations");

            migrationBuilder.DropColumn(
                name: "content_id",
                table: "inbox_attachments");

            migrationBuilder.DropColumn(
                name: "height",
                table: "inbox_attachments");

            migrationBuilder.DropColumn(
                name: "is_inline",
                table: "inbox_attachments");

            migrationBuilder.DropColumn(
                name: "ordinal",
                table: "inbox_attachments");

            migrationBuilder.DropColumn(
                name: "problem",
                table: "inbox_attachments");

            migrationBuilder.DropColumn(
                name: "sha256",
                table: "inbox_attachments");

            migrationBuilder.DropColumn(
                name: "size",
                table: "inbox_attachments");

            migrationBuilder.DropColumn(
                name: "state",
                table: "inbox_attachments");

            migrationBuilder.DropColumn(
                name: "width",
                table: "inbox_attachments");

            migrationBuilder.AlterColumn<string>(
                name: "external_id",
                table: "inbox_messages",
                type: "character varying(128)",
                maxLength: 128,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(256)",
                oldMaxLength: 256,
                oldNullable: true);
        }
    }
}
