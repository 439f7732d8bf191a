using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace PromoEngine.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Ground : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_memberships_workspace_id",
                table: "memberships");

            migrationBuilder.DropIndex(
                name: "ix_live_events_at",
                table: "live_events");

            migrationBuilder.DropIndex(
                name: "ix_jobs_ready",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_inbox_inbound_events_purge",
                table: "inbox_inbound_events");

            migrationBuilder.DropIndex(
                name: "ix_idempotency_keys_at",
                table: "idempotency_keys");

            migrationBuilder.AddColumn<string>(
                name: "admin_addresses",
                table: "workspaces",
                type: "character varying(4000)",
                maxLength: 4000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "workspaces",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "two_step_last_step",
                table: "users",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "two_step_secret",
                table: "users",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "owner_id",
                table: "orders_quotes",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "owner_id",
                table: "orders_orders",
                type: "uuid",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "role",
                table: "memberships",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(32)",
                oldMaxLength: 32);

            migrationBuilder.AddColumn<string>(
                name: "status",
                table: "memberships",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "Active");

            migrationBuilder.AddColumn<Guid>(
                name: "team_id",
                table: "memberships",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "warehouse_id",
                table: "memberships",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "erased_at",
                table: "inbox_messages",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "settled_at",
                table: "inbox_messages",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "erased_at",
                table: "inbox_conversations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "erased_at",
                table: "inbox_contacts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "hash",
                table: "audit_rows",
                type: "bytea",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ip",
                table: "audit_rows",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "on_behalf_of",
                table: "audit_rows",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "personal_after",
                table: "audit_rows",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "personal_before",
                table: "audit_rows",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "prev_hash",
                table: "audit_rows",
                type: "bytea",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "subject",
                table: "audit_rows",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "expires_at",
                table: "api_tokens",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "last_used_at",
                table: "api_tokens",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "scopes",
                table: "api_tokens",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "demo_mails",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    to = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    subject = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_demo_mails", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "erasures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    actor = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    after_restore = table.Column<bool>(type: "boolean", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erasures", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "login_attempts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    device = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    ip = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_login_attempts", x => x.id);
                    table.ForeignKey(
                        name: "fk_login_attempts_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_login_attempts_workspaces_workspace_id",
                        column: x => x.workspace_id,
                        principalTable: "workspaces",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "mailed_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: true),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mailed_links", x => x.id);
                    table.ForeignKey(
                        name: "fk_mailed_links_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_mailed_links_workspaces_workspace_id",
                        column: x => x.workspace_id,
                        principalTable: "workspaces",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "recovery_codes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recovery_codes", x => x.id);
                    table.ForeignKey(
                        name: "fk_recovery_codes_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "retention_rules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    days = table.Column<int>(type: "integer", nullable: true),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_rules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "retention_runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    before = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    removed = table.Column<int>(type: "integer", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "roles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    system_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    permissions = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    max_discount_percent = table.Column<int>(type: "integer", nullable: true),
                    max_refund = table.Column<long>(type: "bigint", nullable: true),
                    order_scope = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    warehouse_scope = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    masks_personal_data = table.Column<bool>(type: "boolean", nullable: false),
                    customised = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "schedule_ticks",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    last_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schedule_ticks", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "sign_ins",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    device = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    ip = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    acts_as = table.Column<Guid>(type: "uuid", nullable: true),
                    acts_as_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_ins", x => x.id);
                    table.ForeignKey(
                        name: "fk_sign_ins_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_sign_ins_workspaces_workspace_id",
                        column: x => x.workspace_id,
                        principalTable: "workspaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "subject_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<byte[]>(type: "bytea", maxLength: 400, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subject_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "teams",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_teams", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workspace_logos",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    content_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workspace_logos", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "membership_roles",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_membership_roles", x => new { x.user_id, x.workspace_id, x.role_id });
                    table.ForeignKey(
                        name: "fk_membership_roles_memberships_user_id_workspace_id",
                        columns: x => new { x.user_id, x.workspace_id },
                        principalTable: "memberships",
                        principalColumns: new[] { "user_id", "workspace_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_membership_roles_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_memberships_team_id",
                table: "memberships",
                column: "team_id");

            migrationBuilder.CreateIndex(
                name: "ix_memberships_warehouse_id",
                table: "memberships",
                column: "warehouse_id");

            migrationBuilder.CreateIndex(
                name: "ix_memberships_workspace_id_team_id",
                table: "memberships",
                columns: new[] { "workspace_id", "team_id" });

            migrationBuilder.CreateIndex(
                name: "ix_live_events_at",
                table: "live_events",
                columns: new[] { "workspace_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_ready",
                table: "jobs",
                columns: new[] { "kind", "workspace_id", "due_at", "id" },
                filter: "ready");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_messages_failed",
                table: "inbox_messages",
                columns: new[] { "workspace_id", "position" },
                filter: "status IN ('Failed', 'Undelivered', 'MaybeSent') AND settled_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_inbound_events_purge",
                table: "inbox_inbound_events",
                columns: new[] { "workspace_id", "processed_at" },
                filter: "NOT body_purged AND processed_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_conversations_retention",
                table: "inbox_conversations",
                columns: new[] { "workspace_id", "last_message_at" },
                filter: "status = 'Closed' AND erased_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_workspace_id_at",
                table: "idempotency_keys",
                columns: new[] { "workspace_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_rows_workspace_id_at_id",
                table: "audit_rows",
                columns: new[] { "workspace_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_demo_mails_workspace_id_id",
                table: "demo_mails",
                columns: new[] { "workspace_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_erasures_workspace_id_at",
                table: "erasures",
                columns: new[] { "workspace_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_login_attempts_at",
                table: "login_attempts",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_login_attempts_user_id_id",
                table: "login_attempts",
                columns: new[] { "user_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_login_attempts_workspace_id",
                table: "login_attempts",
                column: "workspace_id");

            migrationBuilder.CreateIndex(
                name: "ix_mailed_links_expires_at",
                table: "mailed_links",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_mailed_links_hash",
                table: "mailed_links",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mailed_links_user_id_purpose",
                table: "mailed_links",
                columns: new[] { "user_id", "purpose" });

            migrationBuilder.CreateIndex(
                name: "ix_mailed_links_workspace_id",
                table: "mailed_links",
                column: "workspace_id");

            migrationBuilder.CreateIndex(
                name: "ix_membership_roles_role_id",
                table: "membership_roles",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ix_membership_roles_workspace_id_role_id",
                table: "membership_roles",
                columns: new[] { "workspace_id", "role_id" });

            migrationBuilder.CreateIndex(
                name: "ix_recovery_codes_user_id_hash",
                table: "recovery_codes",
                columns: new[] { "user_id", "hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_retention_rules_workspace_id_kind",
                table: "retention_rules",
                columns: new[] { "workspace_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_retention_runs_workspace_id_id",
                table: "retention_runs",
                columns: new[] { "workspace_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_roles_workspace_id_name",
                table: "roles",
                columns: new[] { "workspace_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_roles_workspace_id_system_code",
                table: "roles",
                columns: new[] { "workspace_id", "system_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sign_ins_last_seen_at",
                table: "sign_ins",
                column: "last_seen_at");

            migrationBuilder.CreateIndex(
                name: "ix_sign_ins_user_id_last_seen_at",
                table: "sign_ins",
                columns: new[] { "user_id", "last_seen_at" });

            migrationBuilder.CreateIndex(
                name: "ix_sign_ins_workspace_id",
                table: "sign_ins",
                column: "workspace_id");

            migrationBuilder.CreateIndex(
                name: "ix_subject_keys_workspace_id_subject",
                table: "subject_keys",
                columns: new[] { "workspace_id", "subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_teams_workspace_id_name",
                table: "teams",
                columns: new[] { "workspace_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_workspace_logos_workspace_id",
                table: "workspace_logos",
                column: "workspace_id",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_memberships_orders_warehouses_warehouse_id",
                table: "memberships",
                column: "warehouse_id",
                principalTable: "orders_warehouses",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_memberships_teams_team_id",
                table: "memberships",
                column: "team_id",
                principalTable: "teams",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_memberships_orders_warehouses_warehouse_id",
                table: "memberships");

            migrationBuilder.DropForeignKey(
                name: "fk_memberships_teams_team_id",
                table: "memberships");

            migrationBuilder.DropTable(
                name: "demo_mails");

            migrationBuilder.DropTable(
                name: "erasures");

            migrationBuilder.DropTable(
                name: "login_attempts");

            migrationBuilder.DropTable(
                name: "mailed_links");

            migrationBuilder.DropTable(
                name: "membership_roles");

            migrationBuilder.DropTable(
                name: "recovery_codes");

            migrationBuilder.DropTable(
                name: "retention_rules");

            migrationBuilder.DropTable(
                name: "retention_runs");

            migrationBuilder.DropTable(
                name: "schedule_ticks");

            migrationBuilder.DropTable(
                name: "sign_ins");

            migrationBuilder.DropTable(
                name: "subject_keys");

            migrationBuilder.DropTable(
                name: "teams");

            migrationBuilder.DropTable(
                name: "workspace_logos");

            migrationBuilder.DropTable(
                name: "roles");

            migrationBuilder.DropIndex(
                name: "ix_memberships_team_id",
                table: "memberships");

            migrationBuilder.DropIndex(
                name: "ix_memberships_warehouse_id",
                table: "memberships");

            migrationBuilder.DropIndex(
                name: "ix_memberships_workspace_id_team_id",
                table: "memberships");

            migrationBuilder.DropIndex(
                name: "ix_live_events_at",
                table: "live_events");

            migrationBuilder.DropIndex(
                name: "ix_jobs_ready",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_inbox_messages_failed",
                table: "inbox_messages");

            migrationBuilder.DropIndex(
                name: "ix_inbox_inbound_events_purge",
                table: "inbox_inbound_events");

            migrationBuilder.DropIndex(
                name: "ix_inbox_conversations_retention",
                table: "inbox_conversations");

            migrationBuilder.DropIndex(
                name: "ix_idempotency_keys_workspace_id_at",
                table: "idempotency_keys");

            migrationBuilder.DropIndex(
                name: "ix_audit_rows_workspace_id_at_id",
                table: "audit_rows");

            migrationBuilder.DropColumn(
                name: "admin_addresses",
                table: "workspaces");

            migrationBuilder.DropColumn(
                name: "version",
                table: "workspaces");

            migrationBuilder.DropColumn(
                name: "two_step_last_step",
                table: "users");

            migrationBuilder.DropColumn(
                name: "two_step_secret",
                table: "users");

            migrationBuilder.DropColumn(
                name: "owner_id",
                table: "orders_quotes");

            migrationBuilder.DropColumn(
                name: "owner_id",
                table: "orders_orders");

            migrationBuilder.DropColumn(
                name: "status",
                table: "memberships");

            migrationBuilder.DropColumn(
                name: "team_id",
                table: "memberships");

            migrationBuilder.DropColumn(
                name: "warehouse_id",
                table: "memberships");

            migrationBuilder.DropColumn(
                name: "erased_at",
                table: "inbox_messages");

            migrationBuilder.DropColumn(
                name: "settled_at",
                table: "inbox_messages");

            migrationBuilder.DropColumn(
                name: "erased_at",
                table: "inbox_conversations");

            migrationBuilder.DropColumn(
                name: "erased_at",
                table: "inbox_contacts");

            migrationBuilder.DropColumn(
                name: "hash",
                table: "audit_rows");

            migrationBuilder.DropColumn(
                name: "ip",
                table: "audit_rows");

            migrationBuilder.DropColumn(
                name: "on_behalf_of",
                table: "audit_rows");

            migrationBuilder.DropColumn(
                name: "personal_after",
                table: "audit_rows");

            migrationBuilder.DropColumn(
                name: "personal_before",
                table: "audit_rows");

            migrationBuilder.DropColumn(
                name: "prev_hash",
                table: "audit_rows");

            migrationBuilder.DropColumn(
                name: "subject",
                table: "audit_rows");

            migrationBuilder.DropColumn(
                name: "expires_at",
                table: "api_tokens");

            migrationBuilder.DropColumn(
                name: "last_used_at",
                table: "api_tokens");

            migrationBuilder.DropColumn(
                name: "scopes",
                table: "api_tokens");

            migrationBuilder.AlterColumn<string>(
                name: "role",
                table: "memberships",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(32)",
                oldMaxLength: 32,
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_memberships_workspace_id",
                table: "memberships",
                column: "workspace_id");

            migrationBuilder.CreateIndex(
                name: "ix_live_events_at",
                table: "live_events",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_ready",
                table: "jobs",
                columns: new[] { "kind", "due_at", "id" },
                filter: "ready");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_inbound_events_purge",
                table: "inbox_inbound_events",
                column: "processed_at",
                filter: "NOT body_purged AND processed_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_at",
                table: "idempotency_keys",
                column: "at");
        }
    }
}
